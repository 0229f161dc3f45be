"""Cachet 3 by its API: what is there, and the calls that bring it to our page."""
