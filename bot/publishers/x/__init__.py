"""One account on X."""
