"""Two people wrote on one notice: both wordings come together, field by field (three-way merge)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from statusboard.domain.notice import Together, Wording
from statusboard.domain.three_way import merge_texts
from statusboard.domain.translation import Translation
from statusboard.domain.translation_merge import merge_translations

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class MergedWording:
    """What both made of one wording. `clashes` are the fields that both changed, differently.

    There the wording holds both where that is possible, and what is mine elsewhere.
    """

    wording: Wording
    clashes: tuple[str, ...] = ()


def merge_wordings(base: Wording, mine: Wording, theirs: Wording) -> MergedWording:
    """Takes what one side changed, and names what both changed in different ways."""
    merged: dict[str, object] = {}
    clashes: list[str] = []
    for how, names in _by_fate():
        values = [tuple(getattr(one, name) for name in names) for one in (base, mine, theirs)]
        taken, clash = _together(how, *values)
        merged |= dict(zip(names, taken, strict=True))
        if clash:
            clashes += names
    return MergedWording(replace(theirs, **merged), tuple(clashes))  # type: ignore[arg-type]


def _by_fate() -> Iterable[tuple[Together, tuple[str, ...]]]:
    """The fields of a wording with how they come together; a promise is several at once."""
    fate = {each.name: Together(each.metadata["together"]) for each in fields(Wording)}
    yield Together.PROMISE, tuple(name for name in fate if fate[name] is Together.PROMISE)
    for name, how in fate.items():
        if how is not Together.PROMISE:
            yield how, (name,)


def _together(
    how: Together, base: tuple[object, ...], mine: tuple[object, ...], theirs: tuple[object, ...]
) -> tuple[tuple[object, ...], bool]:
    """The values, and whether both changed them in different ways."""
    if theirs in (base, mine):
        return mine, False
    if mine == base:
        return theirs, False
    first = (base[0], mine[0], theirs[0])
    match how:
        case Together.BY_WORD:
            text = merge_texts(*map(str, first))
            return (text.with_both,), bool(text.clashes)
        case Together.BY_KEY:
            each, clash = _by_key(*(one for one in first if isinstance(one, Mapping)))
            return (each,), clash
        case Together.BY_LANGUAGE:
            translated, clash = merge_translations(*map(_translations, first))
            return (translated,), clash
        case Together.BESIDE:
            return ("\n\n".join(dict.fromkeys(filter(None, map(str, first[1:])))),), False
        case Together.WHOLE | Together.PROMISE:
            return mine, True


def _translations(value: object) -> list[Translation]:
    found = value if isinstance(value, tuple) else ()
    return [one for one in found if isinstance(one, Translation)]


def _by_key(
    base: Mapping[int, Value], mine: Mapping[int, Value], theirs: Mapping[int, Value]
) -> tuple[dict[int, Value], bool]:
    """Each key for itself, in the order of theirs, then of mine."""
    found: dict[int, Value] = {}
    has_clash = False
    for key in dict.fromkeys((*theirs, *mine)):
        was, own, other = (one.get(key) for one in (base, mine, theirs))
        is_clash = own != other and was not in (own, other)
        value = other if own == was else own
        # What one takes out while the other says something new of it stays, to be decided.
        kept = other if value is None and is_clash else value
        has_clash |= is_clash
        if kept is not None:
            found[key] = kept
    return found, has_clash
