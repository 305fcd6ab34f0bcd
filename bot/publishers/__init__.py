"""One file per network behind one port; registry.py names them."""
