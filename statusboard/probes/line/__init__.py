"""Asking whether our own line works: canaries, the name server, the way out."""
