"""Professional accounts on Instagram."""
