"""Locations: where collectors stand. The home one is the collector without a name of its own."""

import re

HOME = "home"
# Written in the place of names: from wherever a collector stands.
EVERYWHERE = "all"
MOST_LETTERS = 32

_NAME = re.compile(rf"[a-z0-9](?:[a-z0-9-]{{0,{MOST_LETTERS - 2}}}[a-z0-9])?")


def is_location_name(name: str) -> bool:
    """Whether a location can be called so: small letters, digits, and hyphens between them."""
    return _NAME.fullmatch(name) is not None and name != EVERYWHERE


def collector_role(location: str) -> str:
    """The role whose lease the collector of a location holds."""
    return "collector" if location == HOME else f"collector@{location}"
