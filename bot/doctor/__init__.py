"""Looks at everything that the bot stands on, and says in a line each what to do."""
