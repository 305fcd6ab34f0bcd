"""The record from the command line: is it whole, what does it say, and forget a person."""
