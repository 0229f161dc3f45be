"""The board: what is broken now, since when, and what customers are being told."""
