"""The command palette: anything is one key away, found by typing some of it."""
