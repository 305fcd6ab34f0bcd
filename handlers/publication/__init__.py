"""What becomes of one publication; what the stories of the clock and of people share."""
