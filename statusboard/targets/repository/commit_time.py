"""When a commit is made: stamped by the date of the system, as Git does it."""

import time


def commit_time_s() -> int:
    """Now, in whole seconds (UTC)."""
    return int(time.time())
