"""Greenlight in a small Slack on this machine: to look at, to play with, and to prove the story."""
