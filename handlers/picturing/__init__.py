"""Pictures that say at a glance what the words beside them say too: drawn for reading on a phone."""
