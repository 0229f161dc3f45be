"""Services and their checks as people describe them: by form, by file, with their secrets."""
