"""The writing helper: which one is chosen, its key, and asking it."""
