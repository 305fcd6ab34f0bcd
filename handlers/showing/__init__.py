"""What is gathered to be shown: Home, the reviewer, the history."""
