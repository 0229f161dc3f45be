"""Writing a notice: its fields, what is kept of it, and what can be said of the text."""
