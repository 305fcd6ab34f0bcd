"""What is said about a submission beside deciding: the transactions behind comments, advice and suggested edits."""
