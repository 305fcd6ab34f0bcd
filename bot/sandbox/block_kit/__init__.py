"""Block Kit: what Slack refuses, and what it fills in."""
