"""Stopping what would go out, and letting it go on."""
