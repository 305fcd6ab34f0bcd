"""One account on Bluesky, or on any server of the AT Protocol."""
