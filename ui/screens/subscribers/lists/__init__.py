"""The inside lists: who inside is told in words of their own."""
