"""Gatus' conditions, such as `[BODY].status == UP`, in the words of an HTTP check."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_CONDITION = re.compile(r"(.+?)\s(==|!=|<=|>=|<|>)\s(.+)", re.DOTALL)
_CALL = re.compile(r"(len|has|pat|any)\((.*)\)", re.DOTALL)
_PLACE = re.compile(r"\[BODY\]((?:\.|\[).*)?", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)")
_MS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_DAY_MS = 86_400_000
_CODES = range(100, 600)
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_COMPARES: dict[str, Callable[[int, int], bool]] = {
    "==": int.__eq__,
    "!=": int.__ne__,
    "<": int.__lt__,
    "<=": int.__le__,
    ">": int.__gt__,
    ">=": int.__ge__,
}


@dataclass(slots=True)
class Said:
    """What conditions come to. `lines` make an answer down unless they hold.

    `status` are the codes that are left, None where none was spoken of; `unsaid` are the conditions
    that cannot be said, each with why. `domain_days`: how long before its end a domain is wanted to
    be told of; `rcode` what a name server has to answer; `body` what it has to answer with.
    """

    lines: list[str] = field(default_factory=list)
    status: frozenset[int] | None = None
    domain_days: int | None = None
    certificate_days: int | None = None
    time_ms: int | None = None
    rcode: str = ""
    body: str = ""
    unsaid: list[tuple[str, str]] = field(default_factory=list)
    connects: bool = False


def read_conditions(conditions: Iterable[str]) -> Said:
    """What the conditions say. It never raises: what cannot be said is listed."""
    said = Said()
    for text in conditions:
        try:
            _read(text, said)
        except _Unsayable as why:
            said.unsaid.append((text[:120], str(why)))
    return said


def codes_text(codes: frozenset[int]) -> str:
    """Codes as ranges, such as `200-299,304`."""
    parts: list[str] = []
    left = sorted(codes)
    while left:
        first = last = left.pop(0)
        while left and left[0] == last + 1:
            last = left.pop(0)
        parts.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(parts)


class _Unsayable(Exception):
    """Why a condition cannot be said."""


def _read(text: str, said: Said) -> None:
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise _Unsayable("this is not how a condition is written")
    left, sign, right = found[1].strip(), found[2], found[3].strip()
    if "[" not in left and right.startswith(("[", "len(", "has(")):
        left, sign, right = right, _TURNED[sign], left
    reader = _READERS.get(left)
    if reader is None:
        said.lines.append(_body(left, sign, right, said))
    else:
        reader(said, sign, right)


def _status(said: Said, sign: str, right: str) -> None:
    call = _CALL.fullmatch(right)
    wanted = call[2].split(",") if call and call[1] == "any" else [right]
    try:
        numbers = [int(one) for one in wanted]
    except ValueError as error:
        raise _Unsayable("a status is a number") from error
    compare = _COMPARES[sign]
    # Of `any(…)` one is enough; that none of them is it, is said by !=.
    together = all if sign == "!=" else any
    fits = frozenset(code for code in _CODES if together(compare(code, one) for one in numbers))
    kept = fits if said.status is None else said.status & fits
    if not kept:
        raise _Unsayable("no status would be left")
    said.status = kept


def _time(said: Said, sign: str, right: str) -> None:
    if sign not in ("<", "<="):
        raise _Unsayable("only an answer that is too slow can be said to be wrong")
    ms = _milliseconds(right)
    said.time_ms = ms
    said.lines.append(f"time {sign} {ms}ms")


def _connects(said: Said, sign: str, right: str) -> None:
    if (sign, right) not in (("==", "true"), ("!=", "false")):
        raise _Unsayable("a service that has to be out of reach cannot be asked for")
    said.connects = True


def _certificate(said: Said, sign: str, right: str) -> None:
    said.certificate_days = _days(sign, right)


def _registration(said: Said, sign: str, right: str) -> None:
    said.domain_days = _days(sign, right)


def _rcode(said: Said, sign: str, right: str) -> None:
    if sign != "==":
        raise _Unsayable("only == can be said of it")
    said.rcode = right


def _address(_said: Said, _sign: str, _right: str) -> None:
    raise _Unsayable("the address that a name leads to is asked by a check of the DNS")


_READERS: dict[str, Callable[[Said, str, str], None]] = {
    "[STATUS]": _status,
    "[RESPONSE_TIME]": _time,
    "[CONNECTED]": _connects,
    "[CERTIFICATE_EXPIRATION]": _certificate,
    "[DOMAIN_EXPIRATION]": _registration,
    "[DNS_RCODE]": _rcode,
    "[IP]": _address,
}


def _milliseconds(text: str) -> int:
    if text.isdecimal() and len(text) < 10:
        return max(1, int(text))
    found = _DURATION.fullmatch(text)
    if found is None:
        raise _Unsayable("this is no time")
    return max(1, round(float(found[1]) * _MS[found[2]]))


def _days(sign: str, right: str) -> int:
    if sign not in (">", ">="):
        raise _Unsayable("only that enough time is left can be said")
    return max(1, -(-_milliseconds(right) // _DAY_MS))


def _body(left: str, sign: str, right: str, said: Said) -> str:
    call = _CALL.fullmatch(left)
    inner, function = (call[2], call[1]) if call else (left, "")
    if function not in ("", "len", "has"):
        raise _Unsayable("the function stands on the wrong side")
    place = _PLACE.fullmatch(inner.strip())
    if place is None:
        raise _Unsayable("there is nothing like it here")
    if place[1] is None:
        return _whole(function, sign, right, said)
    path = json_path(place[1])
    if function == "has":
        wanted = (sign, right) in (("==", "true"), ("!=", "false"))
        return f"json {path} {'exists' if wanted else 'missing'}"
    if function == "len":
        _number(right)
        return f"json {path} length {_sign(sign)} {right}"
    return f"json {path} {_wanted(sign, right)}"


def _whole(function: str, sign: str, right: str, said: Said) -> str:
    if function == "len":
        _number(right)
        return f"size {_sign(sign)} {right}"
    if function == "has":
        raise _Unsayable("what is had has to be named")
    if sign == "==" and not _CALL.fullmatch(right):
        said.body = right
    return f"text {_wanted(sign, right)}"


def _wanted(sign: str, right: str) -> str:
    """What stands after a place: `= "UP"`, `matches ^(a|b)$`."""
    call = _CALL.fullmatch(right)
    if call is None:
        if sign in ("==", "!="):
            return f"{_sign(sign)} {_quoted(right)}"
        _number(right)
        return f"{sign} {right}"
    if sign not in ("==", "!=") or call[1] not in ("pat", "any"):
        raise _Unsayable("this function can only be held against something by == and !=")
    if call[1] == "any":
        if sign == "!=":
            raise _Unsayable("that none of several values comes cannot be said in one line")
        options = "|".join(re.escape(one.strip()) for one in call[2].split(","))
        return f"matches ^({options})$"
    return _pattern(call[2], negated=sign == "!=")


def _pattern(glob: str, *, negated: bool) -> str:
    middle = glob.strip("*")
    is_one_text = middle and not any(mark in middle for mark in "*?[\\")
    if is_one_text and glob.startswith("*") and glob.endswith("*"):
        return f"{'lacks' if negated else 'contains'} {_quoted(middle)}"
    if negated:
        raise _Unsayable("that a pattern does not fit cannot be said, unless it is one text")
    regex = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in glob)
    return f"matches (?s)^{regex}$"


def _number(text: str) -> None:
    try:
        float(text)
    except ValueError as error:
        raise _Unsayable("it is held against something that is no number") from error


def _sign(sign: str) -> str:
    return "=" if sign == "==" else sign


def _quoted(text: str) -> str:
    """A text as a line has it. What looks like a number or a word of JSON stays one."""
    bare = text.strip("'\"") if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
    is_plain = bare == bare.strip() and "\n" not in bare and '"' not in bare and bare
    return bare if is_plain else json.dumps(bare, ensure_ascii=False)


def json_path(place: str) -> str:
    """Gatus' way to a value, such as `.items[0].id`, as RFC 9535 writes it.

    Raises an exception of this file's own where it is no such way.
    """
    path, rest = "$", place
    while rest:
        if rest.startswith("["):
            number, closed, rest = rest[1:].partition("]")
            if not closed or not number.isdecimal():
                raise _Unsayable("the way to the value is not understood")
            path += f"[{int(number)}]" if len(number) < 10 else "[0]"
            continue
        name = re.match(r"\.?([^.\[]+)", rest)
        if name is None:
            raise _Unsayable("the way to the value is not understood")
        rest = rest[name.end() :]
        plain = _NAME.fullmatch(name[1])
        path += f".{name[1]}" if plain else f"[{_single(name[1])}]"
    return path


def _single(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
