"""StatusBoard without a screen: watching, recording, writing, publishing. Imports no Qt."""

import sys

__version__ = "0.1.0"

# Where click and rich are installed, `import httpx` loads its own command line with them: 6 MB in
# each of three programs that run for months, for something nobody can reach from here.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
