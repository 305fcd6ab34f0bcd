"""What people wish to hear, and when."""
