"""Checking what is put up, twice, and remembering what was found. With a session; the checks themselves are pure."""
