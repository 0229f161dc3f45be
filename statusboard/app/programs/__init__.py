"""What collector, office and the window's child are made of."""
