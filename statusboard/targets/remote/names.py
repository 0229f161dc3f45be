"""Names under which files of ours stand for a while at a place on another machine."""

import re
import secrets

from statusboard.targets.ownership import FRESH, LEFTOVER, LOCK, MANIFEST

_TRIAL = re.compile(r"statusboard-test-[0-9a-f]{16}\.(?:html|json)", re.ASCII)


def fresh_name(path: str) -> str:
    """A path beside a file under which it stands until it is whole; no two writers share one."""
    return _beside(path, secrets.token_hex(4))


def aside_name(path: str) -> str:
    """Where an old file stands while the new one takes its place; swept like what is fresh."""
    return _beside(path, "0")


def trial_path(ending: str) -> str:
    """The path of a file that proves a place when it is set up; no other one has it.

    A web server shows it: names that begin with a dot it may hide.
    """
    return f"statusboard-test-{secrets.token_hex(8)}.{ending}"


def is_left_over(name: str) -> bool:
    """Whether it is a file that an earlier run may have left, whole or half."""
    return bool(LEFTOVER.fullmatch(name) or _TRIAL.fullmatch(name))


def is_own(name: str) -> bool:
    """Whether a file of that name is none of somebody else's."""
    return name in (MANIFEST, LOCK) or is_left_over(name)


def _beside(path: str, mark: str) -> str:
    above, slash, name = path.rpartition("/")
    return f"{above}{slash}{FRESH}{mark}.{name}"
