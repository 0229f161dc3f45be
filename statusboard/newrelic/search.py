"""Builds the condition of an entity search (contract, section 4). Pure.

Only forms that are proven are used: `=`, `AND`, `IN`, `LIKE`, `IS NOT NULL`. New Relic's `LIKE`
ignores case and takes `. , ; : * - _` as blanks, so what comes back is filtered again by
`name_fits`.
"""

from collections.abc import Iterable

from statusboard.domain.letters import JOINERS
from statusboard.domain.views.new_relic import EntityKind
from statusboard.errors import RuleBroken
from statusboard.newrelic.kinds import PICKABLE, domain_type

TEXT_LIMIT = 200


def quoted(text: str) -> str:
    """A text as a literal of the search language."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def tag_of(text: str) -> tuple[str, str]:
    """The key and the value of a tag as a person writes it: `team: shop` or `team=shop`.

    Without a value it is empty, and both are where nothing is written. Raises RuleBroken for what
    is no tag.
    """
    said = _plain_tag(text)
    places = [place for place in (said.find(":"), said.find("=")) if place >= 0]
    key, value = (said[: min(places)], said[min(places) + 1 :]) if places else (said, "")
    key, value = key.strip(), value.strip()
    if (value and not key) or "`" in key:
        sentence = f"“{text.strip()[:60]}” is no tag. Write a key and a value, such as team: shop."
        raise RuleBroken(sentence, field="tag")
    return key, value


def condition(
    text: str = "",
    *,
    kinds: Iterable[EntityKind] = (),
    account_id: int | None = None,
    tag: tuple[str, str] = ("", ""),
) -> str:
    """The search for entities whose name holds `text`, of these sorts, in this account.

    `tag` is a key and a value; without a value whatever carries the key is found.
    """
    chosen = tuple(kind for kind in kinds if kind is not EntityKind.OTHER) or PICKABLE
    listed = ", ".join(quoted(domain_type(kind)) for kind in chosen)
    parts = [f"domainType IN ({listed})"]
    wanted = _plain(text)
    if wanted:
        parts.append(f"name LIKE {quoted(f'%{wanted}%')}")
    if account_id is not None:
        parts.append(f"accountId = {account_id}")
    key, value = tag
    if key:
        parts.append(f"tags.`{key}` " + (f"= {quoted(value)}" if value else "IS NOT NULL"))
    return " AND ".join(parts)


def name_fits(name: str, text: str) -> bool:
    """Whether a name holds the text, without case."""
    return _plain(text).casefold() in name.casefold()


def _plain_tag(text: str) -> str:
    kept = "".join(c if c.isprintable() or c in JOINERS else " " for c in text)
    return kept.strip()[:TEXT_LIMIT]


def _plain(text: str) -> str:
    """One line without control characters and wildcards, cut to a sensible length."""
    kept = "".join(c if (c.isprintable() or c in JOINERS) and c != "%" else " " for c in text)
    return " ".join(kept.split())[:TEXT_LIMIT]
