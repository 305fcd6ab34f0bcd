"""The running machine: it puts the parts together and starts them. It knows everything and is known by nobody."""
