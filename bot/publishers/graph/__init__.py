"""What the networks behind the Graph API have in common: Facebook, Instagram, Threads."""
