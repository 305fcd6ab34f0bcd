"""What was decided to be said, on its way to Slack."""
