"""What places have in common that take calls and no files: how they are asked, and their words."""
