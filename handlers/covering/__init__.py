"""Who is away, and who stands in: leaving, coming back, and what Slack lets us notice of it."""
