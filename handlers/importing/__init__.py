"""Many submissions from one file: looked at first, with every mistake by line and column; then all of them, or none."""
