"""Builds the condition of an entity search (contract, section 4). Pure.

Only forms that are proven are used: `=`, `AND`, `IN`, `LIKE`. New Relic's `LIKE` ignores case and
takes `. , ; : * - _` as blanks, so what comes back is filtered again by `name_fits`.
"""

from collections.abc import Iterable

from statusboard.domain.letters import JOINERS
from statusboard.domain.views.new_relic import EntityKind
from statusboard.newrelic.kinds import PICKABLE, domain_type

TEXT_LIMIT = 200


def quoted(text: str) -> str:
    """A text as a literal of the search language."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def condition(
    text: str = "", *, kinds: Iterable[EntityKind] = (), account_id: int | None = None
) -> str:
    """The search for entities whose name holds `text`, of these sorts, in this account."""
    chosen = tuple(kind for kind in kinds if kind is not EntityKind.OTHER) or PICKABLE
    listed = ", ".join(quoted(domain_type(kind)) for kind in chosen)
    parts = [f"domainType IN ({listed})"]
    wanted = _plain(text)
    if wanted:
        parts.append(f"name LIKE {quoted(f'%{wanted}%')}")
    if account_id is not None:
        parts.append(f"accountId = {account_id}")
    return " AND ".join(parts)


def name_fits(name: str, text: str) -> bool:
    """Whether a name holds the text, without case."""
    return _plain(text).casefold() in name.casefold()


def _plain(text: str) -> str:
    """One line without control characters and wildcards, cut to a sensible length."""
    kept = "".join(c if (c.isprintable() or c in JOINERS) and c != "%" else " " for c in text)
    return " ".join(kept.split())[:TEXT_LIMIT]
