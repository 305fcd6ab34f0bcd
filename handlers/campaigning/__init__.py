"""Campaigns: what each is for, how far it is, what everybody contributed, and who is asked for advice."""
