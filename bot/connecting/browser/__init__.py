"""Connecting from App Home: from Slack to a network and back, through a browser."""
