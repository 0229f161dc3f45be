"""Where a face of the program asks and does."""
