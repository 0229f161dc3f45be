"""What the machine does by itself, one loop per file."""
