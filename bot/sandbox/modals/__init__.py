"""Views: a person's stack of modals, their Home tab, and what was typed into them."""
