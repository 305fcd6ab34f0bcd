"""The style guide in people's hands: read, written, tried on past posts, and switched on."""
