"""Past incidents found by their words, against a plain scan for the same words in the same run.

Five thousand incidents of four updates each, with words that are as unevenly common as in a
language; asked with a notice of many words, and with one short title.
"""

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import column, insert, or_, select, table

from statusboard.domain.instants import to_us
from statusboard.domain.search_words import terms_of, words_of
from statusboard.storage.database import Database
from statusboard.storage.incident_search import similar
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.tables import INCIDENT, INCIDENT_UPDATE, UPDATE_COMPONENT, UPDATE_WORDS
from statusboard.storage.unit import Unit
from tests.fixtures.database import NoPostgresError, start_postgres
from tests.fixtures.history import COLLECTOR, write_service
from tests.fixtures.past_incidents import seeded_texts
from tests.fixtures.speaking import NOON

INCIDENTS, UPDATES, ROUNDS = 5_000, 4, 15
VOCABULARY, WORDS = 8_000, 25
SYLLABLES = [consonant + vowel for consonant in "bdklmnrst" for vowel in "aeiou"]


def _vocabulary(chance: random.Random) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(VOCABULARY)]


def _fill(unit: Unit, component_ids: list[int]) -> list[tuple[str, str]]:
    """Writes all incidents; some of their titles and texts, to ask with."""
    chance = random.Random(20_261_129)
    vocabulary = _vocabulary(chance)
    common = [1 / rank for rank in range(1, VOCABULARY + 1)]
    rows: dict[object, list[dict[str, object]]] = {
        each: [] for each in (INCIDENT, INCIDENT_UPDATE, UPDATE_WORDS, UPDATE_COMPONENT)
    }
    texts = []
    for number in range(1, INCIDENTS + 1):
        at_us = to_us(NOON - timedelta(hours=number))
        rows[INCIDENT].append(
            {
                "id": number,
                "public_id": f"in{number}",
                "status": "resolved",
                "impact": "major",
                "created_us": at_us,
                "resolved_us": at_us + 1,
            }
        )
        title, said = seeded_texts(number)
        about = chance.choice(component_ids)
        for place, sentence in enumerate(said):
            body = f"{sentence} {' '.join(chance.choices(vocabulary, common, k=WORDS))}"
            update_id = number * UPDATES + place
            texts.append((title, body))
            rows[INCIDENT_UPDATE].append(
                {
                    "id": update_id,
                    "public_id": f"up{update_id}",
                    "incident_id": number,
                    "published_us": at_us + place,
                    "published_by": "Ada",
                    "wording": json.dumps({"title": title, "body": body}),
                }
            )
            rows[UPDATE_WORDS].append(
                {"update_id": update_id, "words": " ".join(words_of(f"{title}\n{body}"))}
            )
            rows[UPDATE_COMPONENT].append(
                {
                    "update_id": update_id,
                    "component_id": about,
                    "name": "it",
                    "old_status": "operational",
                    "new_status": "major_outage",
                }
            )
    for each, values in rows.items():
        unit.connection.execute(insert(each), values)  # type: ignore[call-overload]
    return chance.sample(texts, ROUNDS)


def _scan(unit: Unit, texts: tuple[str, ...]) -> None:
    """What one would write without an index: every text read for every word."""
    updates = table("incident_update", column("incident_id"), column("wording"))
    likes = [updates.c.wording.ilike(f"%{term.text}%") for term in terms_of(*texts)]
    unit.connection.execute(select(updates.c.incident_id).where(or_(*likes)).distinct()).all()


def _median_ms(work: Callable[[tuple[str, ...]], object], asked: list[tuple[str, ...]]) -> float:
    took_ms = []
    for texts in asked:
        begun_s = time.perf_counter()
        work(texts)
        took_ms.append((time.perf_counter() - begun_s) * 1000)
    return statistics.median(took_ms)


def _figures(engine: str, database: Database) -> list[dict[str, object]]:
    ids = [write_service(database, f"Service {number}")[0].id for number in range(20)]
    with database.writing(NOON, COLLECTOR) as unit:
        texts = _fill(unit, ids)
    if engine == "PostgreSQL":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    found = []
    asking = {"a notice": [*texts], "a title": [(title,) for title, _ in texts]}
    for name, asked in asking.items():
        with database.reading(NOON) as unit:
            ours_ms = _median_ms(lambda t, u=unit: similar(u, t, ids[:2]), asked)
            scan_ms = _median_ms(lambda t, u=unit: _scan(u, t), asked)
        found.append(
            {
                "name": f"{engine}: incidents like {name}, of {INCIDENTS:,}",
                "value": ours_ms / scan_ms,
                "unit": f"of a scan ({ours_ms:.1f} ms)",
                "floor": f"{scan_ms:.1f} ms for the scan",
                "goal": "< 1",
            }
        )
    return found


def measure() -> list[dict[str, object]]:
    """Two figures for each engine that can be started here."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(Database.open(Path(folder) / "statusboard.db")) as file:
            bring_to_head(file)
            rows = _figures("SQLite", file)
        try:
            server = start_postgres()
        except NoPostgresError:
            return rows
        try:
            with closing(Database.open(server.fresh())) as database:
                rows += _figures("PostgreSQL", database)
        finally:
            server.stop()
    return rows
