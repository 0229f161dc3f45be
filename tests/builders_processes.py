"""Whether a process of another program has ended."""

import psutil


def has_ended(pid: int) -> bool:
    """Whether it runs no more, be it that nobody has taken note of its end yet."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
