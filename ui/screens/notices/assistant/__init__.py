"""Drafting with the writing helper: what is sent, what comes back, and taking it or leaving it."""
