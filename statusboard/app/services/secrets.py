"""Secrets in a check's configuration: masked on the way out, put back on the way in.

A mask in a file stands for what is stored: the same file can be applied again without knowing the
secret, and where nothing is stored the person is told to write it.
"""

from collections.abc import Mapping

from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.errors import RuleBroken
from statusboard.probes.web import masking

# Not the one that screens show: this one can stand in a header, and be typed.
MASK = "***"


def masked(kind: CheckKind, config: Mapping[str, object]) -> dict[str, object]:
    """The configuration as it may be shown: passwords in addresses, telling headers, secrets."""
    specs = {spec.name: spec for spec in kind.fields}
    return {
        name: _masked(specs[name], value) if name in specs else value
        for name, value in config.items()
    }


def unmasked(
    kind: CheckKind, config: Mapping[str, object], stored: Mapping[str, object]
) -> dict[str, object]:
    """The configuration with every mask replaced by what is stored.

    Raises RuleBroken with the field where nothing is stored that the mask could stand for.
    """
    whole = dict(config)
    for spec in kind.fields:
        value = whole.get(spec.name)
        if value is not None and value == _masked(spec, value) and _holds_mask(value):
            whole[spec.name] = _restored(spec, value, stored.get(spec.name))
    return whole


def _masked(spec: FieldSpec, value: object) -> object:
    if spec.secret:
        return MASK
    if spec.kind is FieldKind.URL:
        return masking.mask_url(str(value)).replace(masking.MASK, MASK)
    if spec.kind is FieldKind.MAPPING and isinstance(value, Mapping):
        return {k: MASK if masking.is_secret_name(str(k)) else v for k, v in value.items()}
    return value


def _holds_mask(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(entry == MASK for entry in value.values())
    return isinstance(value, str) and MASK in value


def _restored(spec: FieldSpec, value: object, stored: object) -> object:
    if isinstance(value, Mapping):
        known = stored if isinstance(stored, Mapping) else {}
        if all(name in known for name, entry in value.items() if entry == MASK):
            return {name: known[name] if e == MASK else e for name, e in value.items()}
    elif stored is not None and _masked(spec, stored) == value:
        return stored
    raise RuleBroken(
        f"{spec.label} holds a mask ({MASK}). Write the secret in its place.",
        field=spec.name,
    )
