"""Writes the services as the file that `apply` reads. Secrets are masked in it."""

import json
import re
from collections.abc import Mapping

from statusboard.app.services.rules import Kinds, promised_text
from statusboard.app.services.secrets import masked
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.durations import duration_text
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.component import Component, ComponentGroup

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def services_text(
    groups: tuple[ComponentGroup, ...],
    components: tuple[Component, ...],
    checks: tuple[Check, ...],
    kinds: Kinds,
) -> str:
    """The file. What is the default is left out, and secrets are masked."""
    names = {group.id: group.name for group in groups}
    parts = [_table("[[group]]", {"name": group.name}) for group in groups]
    for component in components:
        parts.append(
            _table(
                "[[service]]",
                {
                    "name": component.name,
                    "group": names.get(component.group_id or 0) or None,
                    "promised": _Number.of(promised_text(component.promised_ppm)),
                    "description": component.description or None,
                },
            )
        )
        parts.extend(
            _table("[[service.check]]", _check(check, kinds), indent="  ")
            for check in checks
            if check.component_id == component.id
        )
    return "\n".join(parts)


class _Number(str):
    """Digits that are written as they are."""

    __slots__ = ()

    @classmethod
    def of(cls, text: str | None) -> "_Number | None":
        return None if text is None else cls(text)


def _check(check: Check, kinds: Kinds) -> dict[str, object]:
    kind = kinds.get(check.kind)
    values: dict[str, object] = {"kind": check.kind}
    values |= check.config if kind is None else _in_order(kind, masked(kind, check.config))
    values["interval"] = duration_text(check.interval)
    values["deadline"] = duration_text(check.deadline)
    usual = Thresholds()
    if check.thresholds.fail_after != usual.fail_after:
        values["fail_after"] = check.thresholds.fail_after
    if check.thresholds.recover_after != usual.recover_after:
        values["recover_after"] = check.thresholds.recover_after
    if not check.enabled:
        values["enabled"] = False
    return values


def _in_order(kind: CheckKind, config: Mapping[str, object]) -> dict[str, object]:
    """The fields in the order in which their kind declares them: the address comes first."""
    order = {spec.name: number for number, spec in enumerate(kind.fields)}
    return dict(sorted(config.items(), key=lambda item: order.get(item[0], len(order))))


def _table(header: str, values: Mapping[str, object], *, indent: str = "") -> str:
    lines = [f"{indent}{header}"]
    lines += [
        f"{indent}{_key(key)} = {_value(value)}"
        for key, value in values.items()
        if value is not None
    ]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _quoted(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case _Number():
            return value
        case str():
            return _quoted(value)
        case int() | float():
            return repr(value)
        case Mapping():
            inside = ", ".join(f"{_key(str(k))} = {_value(v)}" for k, v in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return f"[{', '.join(_value(entry) for entry in value)}]"
        case _:
            message = f"a configuration cannot hold {value!r}"
            raise TypeError(message)


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's too, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
