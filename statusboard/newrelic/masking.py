"""Takes keys, addresses and names out of what was said to and by New Relic. Pure.

For support: shapes, numbers and states stay; whoever and whatever is named by words of the
company's own becomes a number, the same one wherever it stands in one answer.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.newrelic.key import USER_KEY_PREFIX

# What holds words of people or of the company; everything else New Relic itself has worded.
_NAMED = frozenset(
    {
        *("name", "email", "user", "title", "description", "summary", "label", "message"),
        *("entityNames", "entityName", "acknowledgedBy", "conditionName", "policyName"),
        *("permalink", "deepLink", "deepLinkUrl", "violationUrl", "monitoredUrl", "values"),
        *("version", "commit", "changelog", "facet", "error", "appName", "monitorName", "host"),
        *("location", "locationLabel", "query", "nrql"),
    }
)
_KEY = re.compile(rf"{USER_KEY_PREFIX}[A-Za-z0-9_-]+|[0-9a-f]{{36,40}}NRAL", re.IGNORECASE)
# Bounded: without an end each letter of a long text would be tried to the end of it.
_ADDRESS = re.compile(r"[^\s\"'<>@,;]{1,64}@[^\s\"'<>@,;]{1,255}")
_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'")
_OWN_WORD = re.compile(r"[A-Z0-9_-]+|true|false|[A-Za-z0-9+/=]{24,}")
_NUMBER = re.compile(r"-?[0-9.]+")
KEY_MASK, ADDRESS_MASK = "<key>", "<address>"


@dataclass(slots=True)
class Masks:
    """The numbers that stand for words; hand the same one to all parts of one answer."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def of(self, word: str) -> str:
        """What stands for a word; what is empty or a number says nothing and stays."""
        if not word or _NUMBER.fullmatch(word):
            return word
        number = self._numbers.setdefault(word, len(self._numbers) + 1)
        return f"<name {number}>"


def masked_body(body: bytes, masks: Masks) -> str:
    """The body of an answer without keys, addresses and names; of no JSON only its length."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return f"<{len(body)} bytes that are no JSON>"
    try:
        return json.dumps(_value(read, masks, is_named=False), ensure_ascii=False)
    except RecursionError:
        return f"<{len(body)} bytes, nested too deeply>"


def masked_variables(given: Mapping[str, object], masks: Masks) -> dict[str, object]:
    """What was asked for: of searches and queries the words within quotes are masked."""
    return {name: _variable(value, masks) for name, value in given.items()}


def _variable(value: object, masks: Masks) -> object:
    if isinstance(value, str):
        return _without_secrets(_LITERAL.sub(lambda found: _literal(found, masks), value))
    if isinstance(value, list | tuple):
        return [_variable(one, masks) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _variable(one, masks) for key, one in value.items()}
    return value


def _literal(found: re.Match[str], masks: Masks) -> str:
    word = found.group(1)
    return f"'{word if _OWN_WORD.fullmatch(word) else masks.of(word)}'"


def _value(value: object, masks: Masks, *, is_named: bool) -> object:
    if isinstance(value, str):
        return masks.of(value) if is_named else _without_secrets(value)
    if isinstance(value, list):
        return [_value(one, masks, is_named=is_named) for one in value]
    if isinstance(value, dict):
        return {
            _without_secrets(key): _value(one, masks, is_named=key in _NAMED or is_named)
            for key, one in value.items()
        }
    return value


def _without_secrets(text: str) -> str:
    text = _KEY.sub(KEY_MASK, text)
    return _ADDRESS.sub(ADDRESS_MASK, text) if "@" in text else text
