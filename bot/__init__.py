"""The running machine: it puts the parts together and starts them; nobody else knows it."""
