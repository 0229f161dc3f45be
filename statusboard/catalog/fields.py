"""Field specs: from one declaration come the form, the validation, the file format and the help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from statusboard.catalog.durations import parse_duration
from statusboard.catalog.references import MASK, names_in
from statusboard.errors import RuleBroken


class FieldKind(StrEnum):
    """What sort of value a field takes, and so which control edits it."""

    TEXT = "text"
    LINES = "lines"
    URL = "url"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    DURATION = "duration"
    MAPPING = "mapping"
    ZONE = "zone"  # a time zone by its IANA name
    PATH = "path"  # a folder on this computer
    FILE = "file"  # the content of a file, as a data URL


Check = Callable[[object], str | None]
Beside = Callable[[object, Mapping[str, object]], str | None]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a plug-in's configuration.

    `tidy` makes a typed text exact, such as without the blanks around it. `check` gets the parsed
    value and answers a sentence where it is no good, else None; `beside` also gets the values of
    the fields declared before this one, which it has to suit. Fields marked `secret` are kept in
    the key store, masked on screen and in transcripts; of a mapping all its values but those of
    the names in `plain` (lower case). Of a web address the user, the password and telling
    parameters are secret, marked or not. `needs` names the field without which this one says
    nothing, unless it is left at its default; with `only_for` that has to have one of these values,
    a form shows the field only then, and only then it is `required`. `example` stands in the empty
    control. `choice_words` says what choices are called on screen; those it leaves out are shown as
    they are written. A field that `is_long` gets room for many lines. Fields that are `advanced`
    are folded away, those of a `group` together under its name.
    """

    name: str
    kind: FieldKind
    label: str
    help: str = ""
    unit: str = ""
    default: object = None
    required: bool = False
    secret: bool = False
    plain: frozenset[str] = frozenset()
    choices: tuple[str, ...] = ()
    tidy: Callable[[str], str] | None = None
    choice_words: tuple[tuple[str, str], ...] = ()
    check: Check | None = None
    beside: Beside | None = None
    advanced: bool = False
    needs: str = ""
    only_for: tuple[str, ...] = ()
    group: str = ""
    example: str = ""
    is_long: bool = False

    def is_asked(self, values: Mapping[str, object]) -> bool:
        """Whether the field has a meaning beside these values, whatever its own is."""
        return not self.only_for or values.get(self.needs) in self.only_for


@dataclass(frozen=True, slots=True)
class Example:
    """A configuration that a declaration must accept, or refuse because of one field."""

    config: Mapping[str, object] = field(default_factory=dict)
    bad_field: str = ""


def validate(specs: tuple[FieldSpec, ...], raw: Mapping[str, object]) -> dict[str, object]:
    """The configuration with every field parsed and every default filled in.

    Durations come out as `timedelta`. Raises RuleBroken with the field's name: unknown keys,
    missing ones, wrong types, and whatever a field's own check refuses. A value that refers to a
    secret, or a mask that stands for one, was checked before that went to the key store.
    """
    values, found = read_fields(specs, raw)
    if found:
        raise found[0]
    return values


def faults(specs: tuple[FieldSpec, ...], raw: Mapping[str, object]) -> tuple[RuleBroken, ...]:
    """Everything for which `validate` would refuse it, one for each field, in their order."""
    return read_fields(specs, raw)[1]


def read_fields(
    specs: tuple[FieldSpec, ...], raw: Mapping[str, object]
) -> tuple[dict[str, object], tuple[RuleBroken, ...]]:
    """The values, with its default where a field is at fault; and what is wrong."""
    known = {spec.name: spec for spec in specs}
    found = [
        RuleBroken(_unknown(name, tuple(known)), field=name) for name in raw if name not in known
    ]
    values: dict[str, object] = {}
    for spec in specs:
        try:
            values[spec.name] = _read(spec, raw, values, known)
        except RuleBroken as broken:
            found.append(broken)
            values[spec.name] = spec.default
    return values, tuple(found)


def _read(
    spec: FieldSpec,
    raw: Mapping[str, object],
    before: Mapping[str, object],
    known: Mapping[str, FieldSpec],
) -> object:
    given = raw.get(spec.name)
    if spec.tidy is not None and isinstance(given, str):
        given = spec.tidy(given)
    if given is None or given == "":
        if spec.required and spec.is_asked(before):
            raise RuleBroken(f"{spec.label} is missing.", field=spec.name)
        return spec.default
    value = _parse(spec, given)
    problem = spec.check(value) if spec.check and not _is_checked(spec, value) else None
    if problem is None and spec.beside:
        problem = spec.beside(value, before)
    is_said = value != spec.default  # a form gives every field a value
    # A choice that was left at its default is one all the same.
    is_chosen = bool(spec.only_for) and spec.is_asked(before)
    if spec.needs and is_said and raw.get(spec.needs) in (None, "") and not is_chosen:
        other = known[spec.needs].label
        problem = f"{spec.label} needs {other}: fill that in too, or leave this out."
    elif spec.needs and is_said and not spec.is_asked(before):
        problem = _out_of_place(spec, known[spec.needs])
    if problem:
        raise RuleBroken(problem, field=spec.name)
    return value


def _is_checked(spec: FieldSpec, value: object) -> bool:
    """Whether the value stands for a secret that was let in earlier."""
    return bool(names_in(value)) or (spec.secret and value == MASK)


def _out_of_place(spec: FieldSpec, other: FieldSpec) -> str:
    words = dict(other.choice_words)
    wanted = " or ".join(f"“{words.get(choice, choice)}”" for choice in spec.only_for)
    return f"{spec.label} is for {other.label} {wanted}: choose that, or leave this out."


def _unknown(name: str, known: tuple[str, ...]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]}?" if close else f" Known: {', '.join(known)}."
    return f"{name} is not a field of this kind.{hint}"


def _parse(spec: FieldSpec, given: object) -> object:
    match spec.kind:
        case (
            FieldKind.TEXT
            | FieldKind.URL
            | FieldKind.LINES
            | FieldKind.ZONE
            | FieldKind.PATH
            | FieldKind.FILE
        ):
            return _typed(spec, given, str, "text")
        case FieldKind.SWITCH:
            return _typed(spec, given, bool, "true or false")
        case FieldKind.NUMBER:
            if isinstance(given, bool) or not isinstance(given, int | float):
                raise RuleBroken(f"{spec.label} must be a number.", field=spec.name)
            return given
        case FieldKind.CHOICE:
            if given not in spec.choices:
                listed = ", ".join(spec.choices)
                raise RuleBroken(f"{spec.label} must be one of {listed}.", field=spec.name)
            return given
        case FieldKind.DURATION:
            return _duration(spec, given)
        case FieldKind.MAPPING:
            if not isinstance(given, Mapping) or not all(
                isinstance(k, str) and isinstance(v, str) for k, v in given.items()
            ):
                raise RuleBroken(f"{spec.label} must be names with texts.", field=spec.name)
            return dict(given)


def _typed(spec: FieldSpec, given: object, wanted: type, word: str) -> object:
    if not isinstance(given, wanted):
        raise RuleBroken(f"{spec.label} must be {word}.", field=spec.name)
    return given


def _duration(spec: FieldSpec, given: object) -> timedelta:
    if isinstance(given, timedelta):
        return given
    if not isinstance(given, str):
        raise RuleBroken(
            f"{spec.label} must be a text with a unit, such as 20s or 5m.", field=spec.name
        )
    try:
        return parse_duration(given)
    except ValueError as error:
        raise RuleBroken(f"{spec.label}: {error}", field=spec.name) from error
