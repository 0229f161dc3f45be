"""The team's own words: names and terms that no list has, and that are right all the same."""

from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

# Words in small letters, in order.
OWN_WORDS = "notices.own_words"


def own_words(unit: Unit) -> frozenset[str]:
    """The team's own words, in small letters."""
    kept = read_settings(unit).get(OWN_WORDS)
    return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()
