"""The rhythm of an account: its slots as people type them, what of them is free, and what is warned of in time."""
