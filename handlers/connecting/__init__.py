"""What it means for the records that an account was connected, that it broke, and that it is mended."""
