"""Slack's Web API: one file per family of methods, and the door that all calls pass through."""
