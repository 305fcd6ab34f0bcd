"""What is said: messages, who is made aware of them, and what the app is told."""
