"""Profiles on Threads."""
