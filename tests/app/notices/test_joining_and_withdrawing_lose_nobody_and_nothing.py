"""Joined and withdrawn in whatever order: every reader hears the end, and every text stays."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select, update

from statusboard.app.page.public import PUBLIC
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import Extent, Wishes
from statusboard.storage.database import Database
from statusboard.storage.notices import draft_of_incident, read_revisions
from statusboard.storage.tables import DELIVERY, INCIDENT, SUBSCRIPTION
from tests.fixtures.history import COLLECTOR
from tests.fixtures.joining import Readers, join, say, withdraw
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.speaking import GOOD, MAJOR, Newsroom, wording

SERVICES = 3
NUMBERS = st.integers(0, 9)


class Machine(RuleBasedStateMachine):
    """The model knows who has to hear the end of what, and every text that anybody wrote."""

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        shutil.copyfile(template, folder / "statusboard.db")
        self.database = Database.open(folder / "statusboard.db")
        self.desk = Newsroom(self.database)
        self.readers = Readers(self.desk)
        self.desk.publishes_to(folder / "page")
        self.names = iter("abcdefghijklmnopqrstuvwxyz")
        self.texts = count(1)
        self.open: list[int] = []
        self.owed: dict[int, set[str]] = {}  # by open incident: who has to hear its end
        self.written: dict[int, list[str]] = {}  # by incident: drafts that nobody published
        self.published: list[str] = []

    def teardown(self) -> None:
        self.database.close()

    @initialize()
    def two_fail(self) -> None:
        for number in range(SERVICES):
            self.desk.service(f"Service {number}")
        self.readers.subscribe(next(self.names), Wishes())
        self.begin(0)
        self.begin(1)

    @rule(service=NUMBERS)
    def begin(self, service: int) -> None:
        text = self._text()
        named = {1 + service % SERVICES: MAJOR}
        said = say(self.desk, wording(named, title=f"Title {text}", body=text))
        self.open.append(said.incident_id)
        self.owed[said.incident_id] = set(self._arrive(said.generation))
        self.published.append(text)

    @rule(which=NUMBERS, extent=st.sampled_from(Extent), sort=st.sampled_from("asw"))
    def subscribe(self, which: int, extent: Extent, sort: str) -> None:
        letter = next(self.names, "")
        if not letter:
            return
        wishes = Wishes(extent=extent)
        if sort == "s":
            services = frozenset({1 + which % SERVICES})
            wishes = Wishes(everything=False, services=services, extent=extent)
        if sort == "w":
            if not self.open:
                return
            awaited = self._one(which)
            wishes = Wishes(everything=False, until_fixed=frozenset({awaited}))
            self.owed[awaited].add(letter)
        self.readers.subscribe(letter, wishes)

    @precondition(lambda self: self.open)
    @rule(which=NUMBERS, service=NUMBERS)
    def follow(self, which: int, service: int) -> None:
        incident_id, text = self._one(which), self._text()
        said = say(self.desk, wording({1 + service % SERVICES: MAJOR}, body=text), incident_id)
        self.owed[incident_id] |= set(self._arrive(said.generation))
        self.published.append(text)
        # The draft there was is what was published, under other words.
        self.written.pop(incident_id, None)

    @precondition(lambda self: self.open)
    @rule(which=NUMBERS)
    def draft(self, which: int) -> None:
        incident_id, text = self._one(which), self._text()
        if incident_id in self.written:
            return
        self.desk.draft(wording({1: MAJOR}, title=f"D{text}", body=text), incident_id=incident_id)
        self.written[incident_id] = [text, f"D{text}"]

    @precondition(lambda self: len(self.open) > 1)
    @rule(going=NUMBERS, staying=NUMBERS)
    def join(self, going: int, staying: int) -> None:
        one, other = self._one(going), self._one(staying)
        if one == other:
            return
        done = join(self.desk, one, other)
        self.open.remove(one)
        self.owed[other] |= self.owed.pop(one) | set(self._arrive(done.generation))
        moved = self.written.pop(one, [])
        if moved and other in self.written:
            # Of two titles the one of the draft that goes on is the title.
            self.written[other] += moved
        elif moved:
            self.written[other] = moved

    @precondition(lambda self: self.open)
    @rule(which=NUMBERS)
    def withdraw(self, which: int) -> None:
        incident_id, text = self._one(which), self._text()
        done = withdraw(self.desk, incident_id, text)
        self.published.append(text)
        self._is_over(incident_id, done.generation)

    @precondition(lambda self: self.open)
    @rule(which=NUMBERS)
    def resolve(self, which: int) -> None:
        incident_id, text = self._one(which), self._text()
        end = wording({1: GOOD}, status=IncidentStatus.RESOLVED, body=text)
        said = say(self.desk, end, incident_id)
        self.published.append(text)
        self.written.pop(incident_id, None)
        self._is_over(incident_id, said.generation)

    @invariant()
    def every_published_text_is_on_the_page(self) -> None:
        shown = {
            one.wording.body for each in self.desk.ask(PUBLIC).incidents for one in each.updates
        }
        assert set(self.published) <= shown

    @invariant()
    def every_text_that_is_being_written_is_in_a_draft_of_its_incident(self) -> None:
        with self.database.reading(self.desk.clock.now()) as unit:
            for incident_id, texts in self.written.items():
                draft_id = draft_of_incident(unit, incident_id)
                assert draft_id is not None, f"the draft of {incident_id} is gone"
                newest = read_revisions(unit, draft_id)[-1].wording
                for text in texts:
                    assert text in f"{newest.title}\n{newest.body}", f"{text} is lost"

    @invariant()
    def nobody_waits_for_what_is_told_elsewhere(self) -> None:
        with self.database.reading(self.desk.clock.now()) as unit:
            stray = (
                select(SUBSCRIPTION.c.id)
                .join(INCIDENT, INCIDENT.c.id == SUBSCRIPTION.c.incident_id)
                .where(INCIDENT.c.merged_into.is_not(None))
            )
            assert unit.connection.execute(stray).all() == []

    def _is_over(self, incident_id: int, generation: int) -> None:
        self.open.remove(incident_id)
        owed = self.owed.pop(incident_id)
        heard = set(self._arrive(generation))
        assert owed <= heard, f"{owed - heard} never heard the end of {incident_id}"

    def _arrive(self, generation: int) -> dict[str, str]:
        """Everything that is on its way arrives; what came with that page."""
        with self.database.writing(self.desk.clock.now(), COLLECTOR) as unit:
            waiting = update(DELIVERY).where(DELIVERY.c.state == DeliveryState.QUEUED.value)
            unit.connection.execute(waiting.values(state=DeliveryState.SENT.value))
        return self.readers.told(generation)

    def _one(self, which: int) -> int:
        return self.open[which % len(self.open)]

    def _text(self) -> str:
        return f"Text {next(self.texts):04d}."


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    lives_through(lambda: Machine(migrated, folder), many, steps)


def test_joining_and_withdrawing_lose_nobody_and_nothing(
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
    tmp_path: Path,
) -> None:
    _examples(tmp_path, _migrated_file, 5, 12)


@pytest.mark.slow
def test_joining_and_withdrawing_for_long(
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
    tmp_path: Path,
) -> None:
    _examples(tmp_path, _migrated_file, 25, 20)
