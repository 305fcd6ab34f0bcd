"""What is remembered, and what may become of it."""
