"""Media made fit for a network, without touching the original: upright, bare of metadata, within its limits."""
