"""The channels: how people are reached, and whether that works."""
