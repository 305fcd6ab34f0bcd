"""LinkedIn: organisations' pages, and members."""
