"""The kinds of check there are, for forms and help: what the plug-in files declare."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard import probes
from statusboard.catalog import registry
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import validate
from statusboard.errors import RuleBroken


def check_kinds() -> Mapping[str, CheckKind]:
    """Every declared kind by its key, in the order of their keys.

    Imports the plug-in files and so what they need; ask when a form is opened, not at the start.
    """
    found = registry.load(probes, CheckKind)
    return MappingProxyType({key: found[key] for key in sorted(found)})


def describe(kinds: Mapping[str, CheckKind], key: str, config: Mapping[str, object]) -> str:
    """One line on how a check asks; the kind's key where this version does not know the kind."""
    kind = kinds.get(key)
    if kind is None:
        return key
    try:
        return kind.describe(validate(kind.fields, config))
    except RuleBroken:  # stored by another version, whose fields were others
        return kind.label
