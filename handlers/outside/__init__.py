"""A channel shared with people from outside: what they are shown, and what is said there. They see nothing else."""
