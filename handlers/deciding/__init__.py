"""What a decision does to the records."""
