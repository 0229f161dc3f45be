"""The column on the right: the page as customers will see it, and what monitoring sees."""
