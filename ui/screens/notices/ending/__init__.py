"""Ending what is told without resolving it: withdrawing it, or joining it with another."""
