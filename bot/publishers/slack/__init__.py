"""Slack as a network: a channel that is published to, and practice in the card's thread."""
