"""The configurations of all checks as they are stored, those of removed ones too.

For moving out of them what must not be there. Everything else goes through `storage.checks`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Table, and_, select, update

from statusboard.domain.check import Check
from statusboard.storage.history.states import question_of
from statusboard.storage.tables import CHECK, CHECK_STATE, TRANSCRIPT, TRANSITION
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class StoredConfig:
    """A configuration with the text it is stored as."""

    check_id: int
    kind: str
    config: Mapping[str, object]
    text: str
    is_removed: bool


def read_configs(unit: Unit) -> tuple[StoredConfig, ...]:
    """All of them, by the id of their check."""
    statement = select(CHECK.c.id, CHECK.c.kind, CHECK.c.config, CHECK.c.removed_us)
    return tuple(
        StoredConfig(number, kind, json.loads(text), text, removed_us is not None)
        for number, kind, text, removed_us in unit.connection.execute(
            statement.order_by(CHECK.c.id)
        )
    )


def replace_config(unit: Unit, stored: StoredConfig, config: Mapping[str, object]) -> bool:
    """Puts another configuration in its place that asks the same; False where it changed meanwhile.

    The check's state goes on: it was said of this question.
    """
    text = msgspec.json.encode(config, order="sorted").decode()
    changed = unit.connection.execute(
        update(CHECK)
        .where(CHECK.c.id == stored.check_id, CHECK.c.config == stored.text)
        .values(config=text)
    )
    if changed.rowcount:
        question = question_of(Check(stored.check_id, 0, stored.kind, config))
        _each_text(
            unit,
            (CHECK_STATE, "memory", CHECK_STATE.c.check_id == stored.check_id),
            lambda memory: json.dumps(json.loads(memory) | {"question": question}),
        )
    return bool(changed.rowcount)


def hide_in_history(unit: Unit, check_id: int, hide: Callable[[str], str]) -> None:
    """Hides what must not be there in all texts about a check: answers, reasons, transcripts."""
    for table in (CHECK_STATE, TRANSITION):
        _each_text(unit, (table, "detail", table.c.check_id == check_id), hide)

    def in_answer(text: str) -> str:
        answer = json.loads(text)
        # Only what was written for people: a secret may well be called like a reason.
        hidden = {
            "detail": hide(answer.get("detail", "")),
            "transcript": [hide(line) for line in answer.get("transcript", ())],
        }
        after = answer | {name: value for name, value in hidden.items() if name in answer}
        return text if after == answer else msgspec.json.encode(after).decode()

    _each_text(unit, (TRANSCRIPT, "answer", TRANSCRIPT.c.check_id == check_id), in_answer)


def _each_text(
    unit: Unit, where: tuple[Table, str, ColumnElement[bool]], change: Callable[[str], str]
) -> None:
    table, column, condition = where
    keys = list(table.primary_key)
    rows = unit.connection.execute(select(*keys, table.c[column]).where(condition)).all()
    for *key, text in rows:
        after = change(text)
        if after != text:
            same = and_(*(k == value for k, value in zip(keys, key, strict=True)))
            unit.connection.execute(update(table).where(same).values({column: after}))
