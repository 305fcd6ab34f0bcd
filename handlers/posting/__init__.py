"""When an account may post by itself: its posting hours, and the next free time in them."""
