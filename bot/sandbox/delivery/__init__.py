"""How payloads reach the app, and how its acks come back."""
