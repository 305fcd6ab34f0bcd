"""A brand's style guide as rules: what a text sounds like, held against what the brand wants to sound like."""
