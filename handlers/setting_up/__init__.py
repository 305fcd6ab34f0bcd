"""A brand's rules: read as a whole, compared, written as a whole, and what a change means for what waits."""
