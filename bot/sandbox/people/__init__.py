"""What the people of the workspace do, and what they see."""
