"""Finds incidents by the words that were published about them, and by the services they named.

Both engines look the same words up (`domain.search_words`), so both find the same incidents; each
ranks them in its own way. Any text may be asked with: what reaches an engine are words of letters
and digits alone.
"""

from collections.abc import Collection, Sequence
from itertools import islice

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Select,
    Subquery,
    TextClause,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)

from statusboard.domain.notice import Wording
from statusboard.domain.search_words import SearchTerm, found_among, terms_of, words_of
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.storage.among import among
from statusboard.storage.search_index import INDEX, is_searchable
from statusboard.storage.tables import INCIDENT, INCIDENT_UPDATE, UPDATE_COMPONENT, UPDATE_WORDS
from statusboard.storage.unit import Unit

# Without a service in common a quarter of the words has to be, and of few words two, or half.
_SHARE, _FEW, _HALF = 4, 2, 2
# So many are looked over more closely for each that is wanted.
_LOOKED_OVER, _FEWEST = 10, 20


def keep_words(unit: Unit, update_id: int, wording: Wording) -> None:
    """Makes an update findable by the words of its title and text, in every language."""
    texts = [wording.title, wording.body]
    for one in wording.translations:
        texts += (one.title, one.body)
    words = " ".join(words_of("\n".join(texts)))
    unit.connection.execute(insert(UPDATE_WORDS).values(update_id=update_id, words=words))


def forget_words(unit: Unit, update_ids: Select[tuple[int]]) -> None:
    """Makes updates that are taken back not to be found any more."""
    unit.connection.execute(delete(UPDATE_WORDS).where(UPDATE_WORDS.c.update_id.in_(update_ids)))


def similar(
    unit: Unit,
    texts: Sequence[str],
    component_ids: Collection[int],
    *,
    exclude: int | None = None,
    limit: int = 3,
) -> tuple[int, ...]:
    """The incidents that are over and like this one, the most alike first; never `exclude`.

    `texts` are what is written of it, the title first. What has services in common comes first,
    then what is said in the same words, then the newer one. Where there is no full-text index,
    services alone decide.
    """
    terms = terms_of(*texts) if is_searchable(unit.connection) else ()
    services = _services_in_common(component_ids)
    said = _said_in(unit, terms, any_of=True)
    score = func.coalesce(said.c.score, 0.0)
    shared = func.coalesce(services.c.shared, 0)
    rows = unit.connection.execute(
        _over(exclude)
        .add_columns(shared.label("shared"))
        .outerjoin(services, services.c.incident_id == INCIDENT.c.id)
        .outerjoin(said, said.c.incident_id == INCIDENT.c.id)
        .where((shared > 0) | said.c.incident_id.is_not(None))
        .order_by(shared.desc(), score.desc(), INCIDENT.c.resolved_us.desc(), INCIDENT.c.id.desc())
        .limit(max(_FEWEST, limit * _LOOKED_OVER))
    ).all()
    by_words_alone = [row.id for row in rows if not row.shared]
    if len(rows) - len(by_words_alone) >= limit:
        return tuple(row.id for row in rows[:limit])
    in_common = _words_in_common(unit, terms, by_words_alone)
    enough = max(-(-len(terms) // _SHARE), min(_FEW, -(-len(terms) // _HALF)))
    alike = (row.id for row in rows if row.shared or in_common[row.id] >= enough)
    return tuple(islice(alike, limit))


def containing(unit: Unit, terms: Sequence[SearchTerm], *, limit: int) -> tuple[int, ...]:
    """The incidents that said all of the terms in one update, the newest first.

    None where there is nothing to look for, or no full-text index to look in.
    """
    if not terms or not is_searchable(unit.connection):
        return ()
    said = _said_in(unit, terms, any_of=False)
    found = unit.connection.scalars(
        select(INCIDENT.c.id)
        .join(said, said.c.incident_id == INCIDENT.c.id)
        .order_by(INCIDENT.c.created_us.desc(), INCIDENT.c.id.desc())
        .limit(limit)
    )
    return tuple(found)


def _over(exclude: int | None) -> Select[tuple[int]]:
    """What may be proposed: incidents that were some, and neither withdrawn nor told elsewhere."""
    withdrawn = select(INCIDENT_UPDATE.c.incident_id).where(
        INCIDENT_UPDATE.c.kind == UpdateKind.WITHDRAWAL.value, INCIDENT_UPDATE.c.corrects == ""
    )
    over = select(INCIDENT.c.id).where(
        INCIDENT.c.resolved_us.is_not(None),
        INCIDENT.c.sort == NoticeSort.INCIDENT.value,
        INCIDENT.c.merged_into.is_(None),
        INCIDENT.c.id.not_in(withdrawn),
    )
    return over if exclude is None else over.where(INCIDENT.c.id != exclude)


def _services_in_common(component_ids: Collection[int]) -> Subquery:
    return (
        select(
            INCIDENT_UPDATE.c.incident_id,
            func.count(UPDATE_COMPONENT.c.component_id.distinct()).label("shared"),
        )
        .join(UPDATE_COMPONENT, UPDATE_COMPONENT.c.update_id == INCIDENT_UPDATE.c.id)
        .where(among(UPDATE_COMPONENT.c.component_id, component_ids))
        .group_by(INCIDENT_UPDATE.c.incident_id)
        .subquery()
    )


def _said_in(unit: Unit, terms: Sequence[SearchTerm], *, any_of: bool) -> Subquery:
    """Which incidents said any of the terms, or all in one update, and how well that fits."""
    incident_id: ColumnElement[int] = INCIDENT_UPDATE.c.incident_id
    if not terms:
        nothing = select(incident_id, literal(0.0).label("score")).where(literal(1) == 0)
        return nothing.subquery()
    asked, written = (_ON_SQLITE, _fts5) if unit.is_sqlite else (_ON_POSTGRESQL, _tsquery)
    hits = (
        asked.bindparams(asked=written(terms, any_of=any_of))
        .columns(update_id=Integer, score=Float)
        .subquery()
    )
    return (
        select(incident_id, func.max(hits.c.score).label("score"))
        .join(hits, hits.c.update_id == INCIDENT_UPDATE.c.id)
        .group_by(incident_id)
        .subquery()
    )


# bm25 counts downwards: the smaller, the better.
_ON_SQLITE: TextClause = text(
    f"SELECT rowid AS update_id, -rank AS score FROM {INDEX} "  # noqa: S608 - a name of our own
    f"WHERE {INDEX} MATCH :asked"
)
_ON_POSTGRESQL: TextClause = text(
    "SELECT update_id, ts_rank(found, CAST(:asked AS tsquery)) AS score FROM update_words "
    "WHERE found @@ CAST(:asked AS tsquery)"
)


def _fts5(terms: Sequence[SearchTerm], *, any_of: bool) -> str:
    written = (f'"{term.text}"{" *" if term.is_beginning else ""}' for term in terms)
    return (" OR " if any_of else " AND ").join(written)


def _tsquery(terms: Sequence[SearchTerm], *, any_of: bool) -> str:
    written = (f"'{term.text}'{':*' if term.is_beginning else ''}" for term in terms)
    return (" | " if any_of else " & ").join(written)


def _words_in_common(
    unit: Unit, terms: Sequence[SearchTerm], incident_ids: Sequence[int]
) -> dict[int, int]:
    """How many of the terms each incident said, in the update that said the most of them."""
    rows = unit.connection.execute(
        select(INCIDENT_UPDATE.c.incident_id, UPDATE_WORDS.c.words)
        .join(UPDATE_WORDS, UPDATE_WORDS.c.update_id == INCIDENT_UPDATE.c.id)
        .where(among(INCIDENT_UPDATE.c.incident_id, incident_ids))
    )
    most = dict.fromkeys(incident_ids, 0)
    for row in rows:
        found = found_among(terms, row.words.split(" "))
        most[row.incident_id] = max(found, most[row.incident_id])
    return most
