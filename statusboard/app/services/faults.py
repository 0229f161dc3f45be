"""Which part of something larger broke a rule: a check of a service, a service of a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from statusboard.errors import RuleBroken

# Not about one part: whoever agrees to files agrees for all.
WHOLE = "allow_file"


@contextmanager
def within_part(place: str) -> Iterator[None]:
    """Puts the place before the field of a rule that is broken inside: `checks.0` before `url`."""
    try:
        yield
    except RuleBroken as broken:
        if broken.field == WHOLE:
            raise
        field = f"{place}.{broken.field}" if broken.field else place
        raise RuleBroken(broken.sentence, field=field) from broken
