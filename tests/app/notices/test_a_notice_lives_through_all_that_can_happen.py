"""The model of a notice's life, with all that can happen to one besides being written and said.

Monitoring drafts, people withdraw, join, correct and announce, and write down what is long over.
Nothing is sent that no person published, no text is lost, and nobody who was told of trouble is
left there.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import func, select, update

from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.commands import publish
from statusboard.app.notices.ending_commands import merge, retract
from statusboard.app.notices.follow_up_commands import join, no_change
from statusboard.app.notices.inputs import Merge, Publish, Published, Retract, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES
from statusboard.app.notices.suggestion_inputs import Join, NoChange
from statusboard.app.page.public import PUBLIC
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.incident import Incident, public_statuses
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, IncidentStatus
from statusboard.domain.subscriber import Extent, Wishes
from statusboard.domain.update_kind import NoticeSort
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.database import Database
from statusboard.storage.suggestions import read_suggestions
from statusboard.storage.tables import DELIVERY, DISPATCH, INCIDENT, INCIDENT_UPDATE, NOTICE
from tests.app.notices.test_a_notice_lives_by_its_rules import (
    READERS,
    SAID,
    WHY,
    WRITERS,
    Known,
    Life,
)
from tests.fixtures.database import _migrated_file
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.readers import channel, readers
from tests.fixtures.speaking import COLLECTOR, GOOD, MINUTE
from tests.fixtures.watched_newsroom import WatchedNewsroom

__all__ = ["_migrated_file"]
INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, POSTMORTEM = OF_INCIDENTS
WRITER = st.sampled_from(WRITERS)
# What became of a message that reached somebody, or still will.
REACHES = (DeliveryState.QUEUED, DeliveryState.SENT)
A_DAY = 24 * 60 * MINUTE


class WholeLife(Life):
    """Two people, three services that are really measured, and the loop that suggests."""

    room: WatchedNewsroom

    @initialize()
    def a_desk(self) -> None:
        file = self.folder / f"whole-{next(self.runs)}.db"
        file.write_bytes(self.migrated.read_bytes())
        self.database = Database.open(str(file))
        self.room = WatchedNewsroom(self.database)
        self.room.publishes_to(self.folder / f"page-{file.stem}")
        self.services = self.room.serves("Shop", "Mail", "Search")
        self.channel = channel(self.room)
        readers(self.room, self.channel, READERS)
        self.readers = list(READERS)
        self.waiting: dict[str, int] = {}  # by address: whose end is waited for, and nothing else
        self.known: dict[int, Known] = {}
        self.published: dict[int, list[str]] = {}
        self.words = count(1)

    # What people do

    @precondition(lambda self: self._open())
    @rule(data=st.data())
    def somebody_subscribes(self, data: st.DataObject) -> None:
        address = f"late-{len(self.readers)}@b.example"
        wishes = Wishes(extent=data.draw(st.sampled_from(Extent)))
        if data.draw(st.booleans()):
            awaited = data.draw(st.sampled_from(self._open()))
            self.waiting[address] = awaited
            wishes = Wishes(everything=False, until_fixed=frozenset({awaited}))
        readers(self.room, self.channel, [address], wishes)
        self.readers.append(address)

    @precondition(lambda self: self._told_alone())
    @rule(data=st.data(), who=WRITER, status=st.sampled_from(OF_INCIDENTS))
    def somebody_moves_an_incident_on_or_back(
        self, data: st.DataObject, who: str, status: IncidentStatus
    ) -> None:
        incident_id = data.draw(st.sampled_from(self._told_alone()))
        is_over = self._incident(incident_id).status.is_over
        if status is POSTMORTEM and not is_over:
            status = RESOLVED
        view = self.room.ask(EDITOR, EditorAsk(incident_id=incident_id, afresh=True))
        written = replace(self._plain(data, status), title=view.wording.title)
        with self._by_the_way():
            saved = self._save(SaveDraft(None, incident_id, view.revision, written), who)
            assert saved.conflict is None
            self._says(saved.notice_id, saved.revision, who)

    @rule(data=st.data(), who=WRITER, days=st.integers(0, 3), tell=st.sampled_from((None, False)))
    def somebody_enters_what_is_over(
        self, data: st.DataObject, who: str, days: int, tell: bool | None
    ) -> None:
        ended_at = self.room.clock.now() - days * A_DAY
        written = replace(
            self._plain(data, RESOLVED), started_at=ended_at - 30 * MINUTE, ended_at=ended_at
        )
        with self._by_the_way():
            saved = self._save(SaveDraft(None, None, 0, written), who)
            before = self._deliveries()
            self._says(saved.notice_id, saved.revision, who, tell=tell)
        if tell is False or days > 1:
            assert self._deliveries() == before

    @rule(data=st.data(), who=WRITER, tell=st.sampled_from((None, False, True)))
    def somebody_announces(self, data: st.DataObject, who: str, tell: bool | None) -> None:
        written = Wording(title="Support hours", body=f"Text {next(self.words)}. Call us.")
        before = self._deliveries()
        given = SaveDraft(None, None, 0, written, sort=NoticeSort.ANNOUNCEMENT)
        with self._by_the_way():
            saved = self._save(given, who)
            self._says(saved.notice_id, saved.revision, who, tell=tell)
        assert (self._deliveries() > before) is (tell is True)

    @precondition(lambda self: self._told_alone())
    @rule(data=st.data(), who=WRITER, status=st.sampled_from(OF_INCIDENTS))
    def somebody_corrects(self, data: st.DataObject, who: str, status: IncidentStatus) -> None:
        incident = self._incident(data.draw(st.sampled_from(self._told_alone())))
        wrong = data.draw(st.sampled_from([one.public_id for one in incident.updates]))
        try:
            view = self.room.ask(EDITOR, EditorAsk(corrects=wrong))
        except RuleBroken:
            return  # another text of it is being written
        written = replace(self._plain(data, status), title=view.wording.title)
        base = view.revision if view.notice_id is not None else 0
        with self._by_the_way():
            saved = self._save(SaveDraft(view.notice_id, incident.id, base, written, wrong), who)
            self.known[saved.notice_id].corrects = wrong
            if saved.conflict is None and data.draw(st.booleans()):
                self._says(saved.notice_id, saved.revision, who)

    @precondition(lambda self: self._told_alone())
    @rule(data=st.data(), who=WRITER, is_all=st.booleans())
    def somebody_withdraws(self, data: st.DataObject, who: str, *, is_all: bool) -> None:
        incident = self._incident(data.draw(st.sampled_from(self._told_alone())))
        wrong = ""
        if not is_all:
            wrong = data.draw(st.sampled_from([one.public_id for one in incident.updates]))
        reason = f"Reason {next(self.words)}."
        with self._by_the_way():
            try:
                self.room.do(retract, Retract(incident.id, reason, wrong), who)
            except RuleBroken as broken:
                refused = broken.field
            else:
                refused = ""
                self.published[incident.id].insert(0, reason)
        # What is gone, withdraws itself, or is all that was said, is no update to withdraw.
        assert refused == "" or (wrong and refused == "update")

    @precondition(lambda self: len(self._open()) > 1)
    @rule(data=st.data(), who=WRITER)
    def somebody_joins_two_incidents(self, data: st.DataObject, who: str) -> None:
        going, staying = data.draw(
            st.lists(st.sampled_from(self._open()), min_size=2, max_size=2, unique=True)
        )
        drafts = self._drafts_of(going)
        with self._by_the_way(*drafts):
            try:
                words = f"Text {next(self.words)}."
                done = self.room.do(merge, Merge(going, staying, words), who)
            except RuleBroken:
                assert self._is_corrected(going) or self._is_corrected(staying)
                return
            self.published[staying].insert(0, words)
            self.published[going].insert(0, self._incident(going).wording.body)
            for address, awaited in self.waiting.items():
                if awaited == going:
                    self.waiting[address] = staying
        for draft in drafts:
            written = self._newest(draft).body.strip()
            assert done.draft_id is not None
            assert written in self._newest(done.draft_id).body

    @precondition(lambda self: self._open())
    @rule(data=st.data(), who=WRITER)
    def somebody_joins_a_draft_to_an_incident(self, data: st.DataObject, who: str) -> None:
        own = [one for one in self._drafts() if self._is_of_none(one)]
        if not own:
            return
        draft, incident_id = (
            data.draw(st.sampled_from(own)),
            data.draw(st.sampled_from(self._open())),
        )
        newest = self._revisions(draft)[-1]
        with self._by_the_way(draft):
            saved = self.room.do(join, Join(draft, newest.number, incident_id), who)
        assert newest.wording.body in self._newest(saved.notice_id).body
        assert self.known[draft].state is NoticeState.DISCARDED

    @precondition(lambda self: self._open())
    @rule(data=st.data(), who=WRITER)
    def nothing_has_changed(self, data: st.DataObject, who: str) -> None:
        incident_id = data.draw(st.sampled_from(self._open()))
        with self._by_the_way():
            try:
                saved = self.room.do(no_change, NoChange(incident_id), who)
            except RuleBroken:
                assert self._drafts_of(incident_id)
                return
            self._sync(frozenset())
            if self._promises(saved.notice_id):
                self._says(saved.notice_id, saved.revision, who)

    # What the machine does

    @precondition(lambda self: hasattr(self, "services"))
    @rule(data=st.data(), status=st.sampled_from((*SAID, GOOD)), minutes=st.integers(2, 6))
    def monitoring_sees(
        self, data: st.DataObject, status: ComponentStatus, minutes: int = 2
    ) -> None:
        letter = "u" if status is GOOD else "d"
        service = data.draw(st.sampled_from(self.services))
        before = self._everything_said()
        with self._by_the_way():
            self.room.passes({service: letter * minutes})
        assert self._everything_said() == before

    @precondition(lambda self: hasattr(self, "room"))
    @rule()
    def messages_arrive(self) -> None:
        with self.database.writing(self.room.clock.now(), COLLECTOR) as unit:
            queued = DELIVERY.c.state == DeliveryState.QUEUED.value
            sent = update(DELIVERY).where(queued).values(state=DeliveryState.SENT.value)
            unit.connection.execute(sent)

    # What is true at every moment

    @invariant()
    def nobody_is_told_an_update_twice(self) -> None:
        if not hasattr(self, "room"):
            return
        with self.database.reading(self.room.clock.now()) as unit:
            asked = select(DELIVERY.c.address, DELIVERY.c.update_id)
            told = unit.connection.execute(asked).all()
        assert all(times == 1 for times in Counter(map(tuple, told)).values())

    @invariant()
    def an_incident_is_what_its_updates_say(self) -> None:
        if not hasattr(self, "room"):
            return
        with self.database.reading(self.room.clock.now()) as unit:
            rows = unit.connection.execute(select(INCIDENT)).all()
            unresolved = incidents.read_unresolved(unit)
        assert {row.id for row in rows} == self.published.keys()
        for row in rows:
            incident = self._incident(row.id)
            assert row.status == incident.updates[0].wording.status.value
            assert (incident.resolved_at is not None) == incident.status.is_over
            if incident.sort is NoticeSort.ANNOUNCEMENT:
                assert (incident.components, incident.status) == ({}, RESOLVED)
            elif incident.is_counted:
                assert incident.wording.ended_at == incident.resolved_at
            if incident.resolved_at is not None:
                # Two updates never share a moment, however fast one follows the other.
                latest = max(self.room.clock.now(), incident.updates[0].published_at)
                assert incident.resolved_at <= latest
            if incident.status is POSTMORTEM:
                assert incident.updates[1].wording.status.is_over
        assert {one.id for one in unresolved} == set(self._open())
        view = self.room.ask(PUBLIC)
        said = public_statuses(tuple(self.services), unresolved)
        assert [one.status for one in view.services] == [said[key] for key in self.services]

    @invariant()
    def the_list_shows_what_there_is(self) -> None:
        if not hasattr(self, "room"):
            return
        listed = self.room.ask(NOTICES)
        shown = (
            *listed.live,
            *listed.drafts,
            *listed.resolved,
            *listed.announced,
            *listed.suggested,
        )
        assert {item.notice_id for item in shown} - {None} == set(self._drafts())

    @invariant()
    def nobody_is_left_with_what_holds_no_more(self) -> None:
        """Whoever heard of trouble hears its end; whoever heard of an end, that it was none."""
        if not hasattr(self, "room"):
            return
        with self.database.reading(self.room.clock.now()) as unit:
            heard = unit.connection.execute(
                select(
                    DELIVERY.c.address,
                    DELIVERY.c.incident_id,
                    DELIVERY.c.state,
                    INCIDENT_UPDATE.c.public_id,
                )
                .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
                .where(DELIVERY.c.state.in_([state.value for state in REACHES]))
                .order_by(DELIVERY.c.update_id)
            ).all()
            every = (*incidents.read_incidents(unit), *incidents.read_announcements(unit))
        known = {one.id: one for one in every}
        told = {said.public_id: said.wording.status for one in every for said in one.updates}
        last: dict[tuple[str, int], IncidentStatus] = {}
        for row in heard:
            number = row.incident_id
            while (into := known[number].merged_into) is not None:
                number = into
            last[row.address, number] = told[row.public_id]
        for (address, number), status in last.items():
            incident = known[number]
            if incident.sort is NoticeSort.INCIDENT and address not in self.waiting:
                assert status.is_over == incident.status.is_over, (address, number)
        for address, number in self.waiting.items():
            if known[number].status.is_over:
                assert last[address, number].is_over

    # How it is asked

    def _says(
        self, notice_id: int, revision: int, who: str, *, tell: bool | None = None
    ) -> Published | None:
        known, newest = self.known[notice_id], self._newest(notice_id)
        given = Publish(notice_id, revision, WHY, tell=tell)
        try:
            said: Published = self.room.do(publish, given, who)
        except RuleBroken as broken:
            refused = broken.field
        else:
            refused = ""
        if refused:
            assert refused in self._untrue(known, newest)
            return None
        known.state, known.incident_id = NoticeState.PUBLISHED, said.incident_id
        self._has_said(said.incident_id, newest)
        return said

    def _untrue(self, known: Known, newest: Wording) -> set[str]:
        found = super()._untrue(known, newest)
        told = None if known.incident_id is None else self._incident(known.incident_id)
        if told is not None and not told.is_counted:
            found.add("incident_id")
        if known.corrects and told is not None:
            found.add("status")
        return found

    def _plain(self, data: st.DataObject, status: IncidentStatus) -> Wording:
        """A text that states no times."""
        return replace(self._text(data, status), started_at=None, ended_at=None)

    @contextmanager
    def _by_the_way(self, *may_go: int) -> Iterator[None]:
        """What the step begins, changes and takes off the list besides; nothing of a person's."""
        with self.database.reading(self.room.clock.now()) as unit:
            untouched = {one.notice_id for one in read_suggestions(unit) if not one.is_touched}
        yield
        self._sync(untouched | set(may_go))

    def _sync(self, may_go: frozenset[int] | set[int]) -> None:
        with self.database.reading(self.room.clock.now()) as unit:
            rows = unit.connection.execute(select(NOTICE)).all()
        for row in rows:
            is_new = row.id not in self.known
            known = self.known.setdefault(row.id, Known(row.incident_id))
            texts = [one.wording.body for one in self._revisions(row.id)]
            known.texts += [text for text in texts if text not in known.texts]
            known.incident_id = row.incident_id
            if known.state is not NoticeState(row.state):
                assert row.state == NoticeState.DISCARDED.value, row
                assert is_new or row.id in may_go, row
                known.state = NoticeState.DISCARDED

    def _deliveries(self) -> int:
        with self.database.reading(self.room.clock.now()) as unit:
            asked = select(func.count()).select_from(DELIVERY)
            return int(unit.connection.execute(asked).scalar_one())

    def _everything_said(self) -> tuple[int, ...]:
        with self.database.reading(self.room.clock.now()) as unit:
            return tuple(
                int(unit.connection.execute(select(func.count()).select_from(one)).scalar_one())
                for one in (INCIDENT, INCIDENT_UPDATE, DISPATCH, DELIVERY)
            )

    def _counted(self) -> list[Incident]:
        if not hasattr(self, "room"):
            return []
        with self.database.reading(self.room.clock.now()) as unit:
            return [one for one in incidents.read_incidents(unit) if one.is_counted]

    def _told_alone(self) -> list[int]:
        return [one.id for one in self._counted()]

    def _open(self) -> list[int]:
        return [one.id for one in self._counted() if not one.status.is_over]

    def _drafts_of(self, incident_id: int) -> list[int]:
        return [one for one in self._drafts() if self.known[one].incident_id == incident_id]

    def _is_corrected(self, incident_id: int) -> bool:
        return any(self.known[one].corrects for one in self._drafts_of(incident_id))

    def _is_of_none(self, notice_id: int) -> bool:
        with self.database.reading(self.room.clock.now()) as unit:
            notice = notices.read_notice(unit, notice_id)
        assert notice is not None
        return notice.incident_id is None and notice.sort is NoticeSort.INCIDENT

    def _promises(self, notice_id: int) -> bool:
        promise = self._newest(notice_id).promise(self.room.clock.now())
        return promise is not None and promise > self.room.clock.now()


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    WholeLife.folder, WholeLife.migrated = folder, migrated
    lives_through(WholeLife, many, steps)


def test_whatever_happens_a_notice_keeps_its_word(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 5, 20)


@pytest.mark.slow
def test_whatever_happens_for_long(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 60, 50)
