"""What is wrong with a text before anybody reads it."""
