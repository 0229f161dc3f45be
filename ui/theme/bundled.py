"""Where the bundled fonts and icons lie. They are files also in the packaged program."""

from pathlib import Path

import resources

# Asking `importlib.resources` for it takes longer than reading all fonts.
FOLDER = Path(resources.__path__[0])
