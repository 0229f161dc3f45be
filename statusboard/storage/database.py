"""A database as the application holds it: units for writing, units for reading, nothing else."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from statusboard.domain.access import Actor
from statusboard.storage.damage_note import note_what_is_met
from statusboard.storage.engine import open_engine, place_of
from statusboard.storage.read_once import forget_with_writes
from statusboard.storage.unit import Unit, reading, writing


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. Connections are made when first needed; `close` gives them back."""

    engine: Engine

    @classmethod
    def open(
        cls, database: str | Path, *, checkpoints: bool = False, read_only: bool = False
    ) -> Self:
        """The database behind a path or URL. Raises RuleBroken where it is neither."""
        engine = open_engine(database, checkpoints=checkpoints, read_only=read_only)
        forget_with_writes(engine)
        return cls(engine)

    @contextmanager
    def writing(self, now: datetime, actor: Actor) -> Iterator[Unit]:
        """A unit that commits at the end, or rolls everything back."""
        with writing(self.engine, now, actor) as unit:
            yield unit

    @contextmanager
    def reading(self, now: datetime) -> Iterator[Unit]:
        """A unit for reading: one consistent picture, nothing written."""
        with reading(self.engine, now) as unit:
            yield unit

    @property
    def name(self) -> str:
        """Where it is, for people: a path, or a URL without its password."""
        return place_of(self.engine)

    def note_damage(self) -> None:
        """From now on a note beside the file tells everybody when damage is met in it."""
        note_what_is_met(self.engine)

    def settle(self) -> None:
        """Leaves an embedded database as one file without a log, for nobody but us works on it."""
        with closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()
