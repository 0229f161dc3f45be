"""The kinds of check there are, for forms and help: what the plug-in files declare."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard import probes
from statusboard.catalog import registry
from statusboard.catalog.declaration import CheckKind, in_order
from statusboard.catalog.fields import FieldKind, validate
from statusboard.errors import Bug, RuleBroken


def check_kinds() -> Mapping[str, CheckKind]:
    """Every declared kind by its key, as they are offered: the usual one first.

    Imports the plug-in files and so what they need; ask when a form is opened, not at the start.
    """
    return MappingProxyType(in_order(registry.load(probes, CheckKind)))


def describe(kinds: Mapping[str, CheckKind], key: str, config: Mapping[str, object]) -> str:
    """One line on how a check asks; the kind's key where this version does not know the kind."""
    kind = kinds.get(key)
    if kind is None:
        return key
    try:
        return kind.describe(validate(kind.fields, config))
    except RuleBroken:  # stored by another version, whose fields were others
        return kind.label


def web_kind(kinds: Mapping[str, CheckKind]) -> CheckKind:
    """The kind that asks a web address itself. Raises Bug where none does."""
    for kind in kinds.values():
        if kind.probe is not None and any(spec.kind is FieldKind.URL for spec in kind.fields):
            return kind
    sentence = "No kind of check asks a web address."
    raise Bug(sentence)
