"""From the command line to the first painted board, importing nothing that it does not need."""
