"""The people: who is told, of what, by which channel."""
