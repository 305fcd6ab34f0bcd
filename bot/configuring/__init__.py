"""`python -m bot configure`: brands from a file, first shown, then written."""
