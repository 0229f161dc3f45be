"""What time it is on this computer, to be held against what another machine says."""

import time


def now_s() -> float:
    """Seconds since 1970, by the system's date."""
    return time.time()
