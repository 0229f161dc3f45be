"""How the web is asked: names, sockets, TLS, bodies and redirects, each with its own reason."""

import sys

# httpx loads its command line with itself where one can run: 7 MB and 140 ms for nothing here.
# It does without where that cannot be imported.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
