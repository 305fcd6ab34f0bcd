"""What happens when the clock strikes. One file is one story."""
