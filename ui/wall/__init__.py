"""The board over whole displays: which one, that it stays lit, how bright and how large it is."""
