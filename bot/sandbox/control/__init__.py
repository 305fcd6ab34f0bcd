"""The control API: what people do, and what the sandbox itself does on demand, over HTTP."""
