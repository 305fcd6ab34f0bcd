"""What readers are offered, and how their visits are counted: promotions, and tags of links."""
