"""Statuspage by its management API v1: what is there, and the calls that bring it to our page."""
