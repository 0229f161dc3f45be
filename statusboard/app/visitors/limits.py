"""The limits that the team chose for visitors, the usual one where it chose none."""

from collections.abc import Mapping
from typing import TypeVar

from statusboard.catalog.fields import FieldSpec
from statusboard.catalog.limit_fields import ASK_FIELDS, FORM_FIELDS
from statusboard.catalog.server_fields import SERVER
from statusboard.domain.visit_limits import AskLimits, FormLimits

Limits = TypeVar("Limits", AskLimits, FormLimits)


def ask_limits(settings: Mapping[str, object]) -> AskLimits:
    """The limits of asking to be told."""
    return _limits(AskLimits, ASK_FIELDS, settings)


def form_limits(settings: Mapping[str, object]) -> FormLimits:
    """The limits of sending forms."""
    return _limits(FormLimits, FORM_FIELDS, settings)


def _limits(
    kind: type[Limits], specs: tuple[FieldSpec, ...], settings: Mapping[str, object]
) -> Limits:
    """One that cannot be used, which no form and no file lets in, counts as not chosen."""
    kept = SERVER.kept(settings)
    return kind(*(_value(kept.get(spec.name), spec) for spec in specs))


def _value(value: object, spec: FieldSpec) -> int:
    assert spec.check is not None
    is_good = isinstance(value, int) and not isinstance(value, bool) and spec.check(value) is None
    found = value if is_good else spec.default
    assert isinstance(found, int)
    return found
