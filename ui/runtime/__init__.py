"""What carries a screen's wishes to the desk and back: operations, failures, the bridge."""
