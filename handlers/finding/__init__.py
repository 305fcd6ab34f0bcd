"""Finding submissions again: what somebody typed, and what there is of it."""
