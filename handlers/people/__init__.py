"""What happens when a person acts in Slack. One file is one story."""
