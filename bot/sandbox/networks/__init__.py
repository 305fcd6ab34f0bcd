"""Small social networks on loopback: each keeps what was published, and can be told to misbehave."""
