"""Secrets in a configuration: put away for good, masked on the way out, back on the way in.

The database holds references (`catalog.references`), never a secret. People see masks. A mask in a
file or form stands for what is stored: it can be applied again without knowing the secret, and
where nothing is stored the person is told to write it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from statusboard.catalog.declaration import Kind
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.references import MASK, names_in
from statusboard.errors import RuleBroken
from statusboard.probes.web import masking

# Gets what a secret is called and the secret (or what stands for it); answers what takes its place.
Turn = Callable[[str, str], str]


def turned(kind: Kind, config: Mapping[str, object], turn: Turn) -> dict[str, object]:
    """The configuration with every secret of it turned into something else.

    Secret are: the fields declared so (of a mapping all values but those of its plain names), and
    in web addresses the user, the password and telling parameters.
    """
    whole = dict(config)
    for spec in kind.fields:
        if spec.name in whole:
            whole[spec.name] = _turned(spec, whole[spec.name], turn)
    return whole


def masked(kind: Kind, config: Mapping[str, object]) -> dict[str, object]:
    """The configuration as it may be shown."""
    return turned(kind, config, lambda _name, _secret: MASK)


def secrets_in(kind: Kind, config: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Each secret (or what stands for it), with what it is called, in order."""
    found: list[tuple[str, str]] = []

    def note(name: str, secret: str) -> str:
        found.append((name, secret))
        return secret

    turned(kind, config, note)
    return tuple(found)


def plain_only(turn: Turn) -> Turn:
    """The same for secrets alone: what stands for one already stays."""
    return lambda name, text: text if names_in(text) else turn(name, text)


def refuse_references(config: Mapping[str, object]) -> None:
    """Raises RuleBroken where a person wrote a reference: it could send somebody else's secret."""
    for name, value in config.items():
        if names_in(value):
            sentence = "This looks like a reference to a secret. Write the secret itself."
            raise RuleBroken(sentence, field=name)


def unmasked(
    kind: Kind, config: Mapping[str, object], stored: Mapping[str, object]
) -> dict[str, object]:
    """The configuration with every mask replaced by what is stored.

    Raises RuleBroken with the field where nothing is stored that the mask could stand for.
    """
    whole = dict(config)
    known = {} if _leads_elsewhere(kind, config, stored) else stored
    for spec in kind.fields:
        value = whole.get(spec.name)
        if value is not None:
            whole[spec.name] = _restored(spec, value, known.get(spec.name))
    return whole


def _leads_elsewhere(
    kind: Kind, config: Mapping[str, object], stored: Mapping[str, object]
) -> bool:
    """Whether an address of it leads to another place, which then gets nothing that is stored."""
    return any(
        spec.kind is FieldKind.URL
        and not spec.secret
        and _origin(config.get(spec.name, "")) != _origin(stored.get(spec.name, ""))
        for spec in kind.fields
    )


def _turned(spec: FieldSpec, value: object, turn: Turn) -> object:
    if spec.kind is FieldKind.URL and isinstance(value, str) and not spec.secret:
        return masking.turn_url(value, turn)
    if not spec.secret:
        return value
    if isinstance(value, Mapping):
        return {
            name: text if _is_plain(spec, name) or not text else turn(str(name), str(text))
            for name, text in value.items()
        }
    return turn(spec.name, value) if isinstance(value, str) and value else value


def _is_plain(spec: FieldSpec, name: object) -> bool:
    return str(name).lower() in spec.plain


def _restored(spec: FieldSpec, value: object, stored: object) -> object:
    known: dict[str, list[str]] = defaultdict(list)

    def note(name: str, secret: str) -> str:
        known[name].append(secret)
        return secret

    def restore(name: str, secret: str) -> str:
        # The same parameter can stand in an address twice: each mask is its own.
        before = known[name].pop(0) if known[name] else None
        if secret != MASK:
            return secret
        if before is None:
            raise _unknown_mask(spec)
        return before

    if stored is not None:
        _turned(spec, stored, note)
    return _turned(spec, value, restore)


def _origin(value: object) -> tuple[object, ...]:
    """To whom an address leads: a mask stands for no secret of somebody else's."""
    try:
        parts = urlsplit(str(value))
        port = parts.port
    except ValueError:
        return ()
    return parts.scheme, parts.hostname, port


def _unknown_mask(spec: FieldSpec) -> RuleBroken:
    return RuleBroken(
        f"{spec.label} holds a mask ({MASK}). Write the secret in its place.",
        field=spec.name,
    )
