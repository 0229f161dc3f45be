"""What other programs leave behind, read into values: one file per program's format."""
