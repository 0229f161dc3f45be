"""What is reported to us at an address of its own: read, and turned into answers."""
