"""Stand-in providers on loopback: what the demo sends goes to them, and no further."""
