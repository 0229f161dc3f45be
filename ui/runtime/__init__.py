"""What carries a screen's wishes to the desk and back: operations and the bridge. Knows no screen."""
