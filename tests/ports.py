"""Ports of this machine for servers that tests start."""

import secrets
import socket

QUIET = range(10_000, 32_000)
"""Below those that a system hands out by itself: no connection takes one before the server that it was found for."""


def free_port() -> int:
    """Nobody listens there at this moment; taken by chance, for tests that run side by side."""
    port = secrets.choice(QUIET)
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return free_port()
    return port
