"""What we know of people and channels, and who hears when that changes."""
