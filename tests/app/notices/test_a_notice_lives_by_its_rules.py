"""A model of what people write and publish, held against what the database keeps of it.

No revision is lost, nobody is told the same update twice, and no incident is in a state that its
own updates do not say.
"""

import re
import shutil
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
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
from sqlalchemy import select

from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import discard_draft, publish, save_draft
from statusboard.app.notices.inputs import DiscardDraft, Publish, Saved, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES, REVIEW
from statusboard.app.page.public import PUBLIC
from statusboard.domain.incident import Incident, public_statuses
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, Impact, IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.database import Database
from statusboard.storage.tables import DELIVERY, INCIDENT
from tests.fixtures.database import _migrated_file
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.readers import channel, readers
from tests.fixtures.speaking import DEGRADED, GOOD, MAJOR, MINUTE, PARTIAL, Newsroom

__all__ = ["_migrated_file"]
WRITERS = ("Ada", "Ben")
READERS = ("a@b.example", "c@d.example", "e@f.example")
SAID = (MAJOR, PARTIAL, DEGRADED)
STATES = st.sampled_from(OF_INCIDENTS)
WHY = "the model says so"


@dataclass
class Known:
    """What the model knows of a notice: every text that was ever saved to it, and who saw which."""

    incident_id: int | None
    texts: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    state: NoticeState = NoticeState.DRAFT
    corrects: str = ""


class Life(RuleBasedStateMachine):
    """Two people write about three services; each step is a verb of theirs."""

    folder: Path
    migrated: Path
    runs = count()

    @initialize()
    def a_desk(self) -> None:
        file = self.folder / f"life-{next(self.runs)}.db"
        shutil.copyfile(self.migrated, file)
        self.database = Database.open(str(file))
        self.room = Newsroom(self.database)
        self.room.publishes_to(self.folder / f"page-{file.stem}")
        self.services = [self.room.service(name) for name in ("Shop", "Mail", "Search")]
        readers(self.room, channel(self.room), READERS)
        self.known: dict[int, Known] = {}
        self.published: dict[int, list[str]] = {}
        self.words = count(1)

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()

    # What people do

    @rule(data=st.data(), who=st.sampled_from(WRITERS))
    def somebody_begins(self, data: st.DataObject, who: str) -> None:
        saved = self._save(SaveDraft(None, None, 0, self._text(data)), who)
        assert saved.notice_id in self.known

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=st.sampled_from(WRITERS))
    def somebody_writes_on(self, data: st.DataObject, who: str) -> None:
        notice_id = data.draw(st.sampled_from(self._drafts()))
        known = self.known[notice_id]
        # Whoever has not looked since builds on an older text.
        base = known.seen.get(who, 0)
        given = SaveDraft(notice_id, known.incident_id, base, self._text(data))
        self._save(given, who)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=st.sampled_from(WRITERS))
    def somebody_looks(self, data: st.DataObject, who: str) -> None:
        notice_id = data.draw(st.sampled_from(self._drafts()))
        view = self.room.ask(EDITOR, EditorAsk(notice_id))
        self.known[notice_id].seen[who] = view.revision
        assert view.wording.body in self.known[notice_id].texts

    @precondition(lambda self: self.published)
    @rule(data=st.data(), who=st.sampled_from(WRITERS), status=STATES)
    def somebody_follows_up(self, data: st.DataObject, who: str, status: IncidentStatus) -> None:
        incident_id = data.draw(st.sampled_from(sorted(self.published)))
        view = self.room.ask(EDITOR, EditorAsk(incident_id=incident_id))
        written = replace(self._text(data, status), components=view.wording.components)
        self._save(SaveDraft(None, incident_id, view.revision, written), who)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=st.sampled_from(WRITERS), is_twice=st.booleans())
    def somebody_publishes(self, data: st.DataObject, who: str, *, is_twice: bool) -> None:
        notice_id = data.draw(st.sampled_from(self._drafts()))
        known = self.known[notice_id]
        revision = known.seen.get(who, 0)
        newest = self._newest(notice_id)
        try:
            said = self.room.do(publish, Publish(notice_id, revision, WHY), who)
        except RuleBroken as broken:
            refused = broken.field
        else:
            refused = ""
        if refused:
            # Whoever has not seen the newest text; or a text that cannot be true.
            assert refused == "revision" or refused in self._untrue(known, newest)
            return
        seen = {r.number: r.wording for r in self._revisions(notice_id)}[revision]
        assert seen == newest
        known.state, known.incident_id = NoticeState.PUBLISHED, said.incident_id
        self._has_said(said.incident_id, newest)
        if is_twice:
            again = self.room.do(publish, Publish(notice_id, revision, WHY), who)
            assert again.update_public_id == said.update_public_id

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=st.sampled_from(WRITERS))
    def somebody_discards(self, data: st.DataObject, who: str) -> None:
        notice_id = data.draw(st.sampled_from(self._drafts()))
        self.room.do(discard_draft, DiscardDraft(notice_id), who)
        self.known[notice_id].state = NoticeState.DISCARDED

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        self.room.clock.forward(minutes * 60)

    @precondition(lambda self: hasattr(self, "services"))
    @rule(data=st.data(), status=st.sampled_from((*SAID, GOOD)))
    def monitoring_sees(self, data: st.DataObject, status: ComponentStatus) -> None:
        service = data.draw(st.sampled_from(self.services))
        self.room.measures(service, (self.room.clock.now() - MINUTE, status))
        self.room.watched()

    def _has_said(self, incident_id: int, written: Wording) -> None:
        """What stands in braces is filled; the rest was said as it was written."""
        said = self._incident(incident_id).updates[0].wording.body
        assert re.fullmatch(".+".join(map(re.escape, re.split(r"\{\w+\}", written.body))), said)
        self.published.setdefault(incident_id, []).insert(0, said)

    # What is true at every moment

    @invariant()
    def no_text_is_lost(self) -> None:
        for notice_id, known in getattr(self, "known", {}).items():
            kept = {revision.wording.body for revision in self._revisions(notice_id)}
            assert set(known.texts) <= kept

    @invariant()
    def what_was_said_stands_in_its_order(self) -> None:
        for incident_id, bodies in getattr(self, "published", {}).items():
            assert [one.wording.body for one in self._incident(incident_id).updates] == bodies

    @invariant()
    def nobody_is_told_an_update_twice(self) -> None:
        if not hasattr(self, "room"):
            return
        with self.database.reading(self.room.clock.now()) as unit:
            told = unit.connection.execute(
                select(DELIVERY.c.subscriber_id, DELIVERY.c.update_id)
            ).all()
        counted = Counter((row.subscriber_id, row.update_id) for row in told)
        assert all(times == 1 for times in counted.values())
        updates = sum(map(len, self.published.values()))
        assert len(told) <= updates * len(READERS)

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
            assert incident.wording.ended_at == incident.resolved_at
            if incident.resolved_at is not None:
                assert incident.started_at <= incident.resolved_at <= self.room.clock.now()
            if incident.status is IncidentStatus.POSTMORTEM:
                assert incident.updates[1].wording.status.is_over
        assert {one.id for one in unresolved} == {
            number for number in self.published if not self._incident(number).status.is_over
        }
        view = self.room.ask(PUBLIC)
        said = public_statuses(tuple(self.services), unresolved)
        assert [one.status for one in view.services] == [said[key] for key in self.services]

    @invariant()
    def the_list_shows_what_there_is(self) -> None:
        if not hasattr(self, "room"):
            return
        listed = self.room.ask(NOTICES)
        drafts = {item.notice_id for item in (*listed.live, *listed.drafts, *listed.resolved)}
        assert drafts - {None} == set(self._drafts())
        for notice_id in self._drafts():
            newest = self._revisions(notice_id)[-1].number
            review = self.room.ask(REVIEW, ReviewAsk(notice_id, newest))
            assert review.wording == self._newest(notice_id)

    # How it is asked

    def _text(self, data: st.DataObject, status: IncidentStatus | None = None) -> Wording:
        chosen = data.draw(STATES) if status is None else status
        named = data.draw(st.sets(st.sampled_from(self.services), min_size=1))
        said = GOOD if chosen.is_over else data.draw(st.sampled_from(SAID))
        return Wording(
            title="Orders are late",
            status=chosen,
            body=f"Text {next(self.words)}. We are looking into it.",
            components=dict.fromkeys(named, said),
            next_update_in=None if chosen.is_over else 30 * MINUTE,
            started_at=data.draw(self._instants()),
            ended_at=data.draw(self._instants()),
            impact=data.draw(st.none() | st.sampled_from(Impact)),
        )

    def _instants(self) -> st.SearchStrategy[datetime | None]:
        """Mostly nothing is stated; otherwise an instant of the last three days."""
        ago = st.integers(0, 3 * 24 * 60).map(lambda n: self.room.clock.now() - n * MINUTE)
        return st.none() | st.none() | ago

    def _untrue(self, known: Known, newest: Wording) -> set[str]:
        """What can be wrong about a text: an end without a start, or what follows none."""
        told = None if known.incident_id is None else self._incident(known.incident_id)
        found = set()
        if newest.status.is_after_end and not (told is not None and told.status.is_over):
            found.add("status")
        if newest.status.is_over and (newest.started_at or newest.ended_at):
            found |= {"ended_at", "started_at"}
        return found

    def _save(self, given: SaveDraft, who: str) -> Saved:
        saved: Saved = self.room.do(save_draft, given, who)
        known = self.known.setdefault(saved.notice_id, Known(given.incident_id))
        known.texts.append(given.wording.body)
        if saved.conflict is None:
            known.seen[who] = saved.revision
        else:
            kept = {one.number: one.wording for one in self._revisions(saved.notice_id)}
            assert kept[saved.conflict.yours] == given.wording
            assert kept[saved.conflict.theirs.number] == saved.conflict.theirs.wording
        return saved

    def _drafts(self) -> list[int]:
        known = getattr(self, "known", {})
        return sorted(key for key, one in known.items() if one.state is NoticeState.DRAFT)

    def _revisions(self, notice_id: int) -> tuple[notices.Revision, ...]:
        with self.database.reading(self.room.clock.now()) as unit:
            return notices.read_revisions(unit, notice_id)

    def _newest(self, notice_id: int) -> Wording:
        return self._revisions(notice_id)[-1].wording

    def _incident(self, incident_id: int) -> Incident:
        with self.database.reading(self.room.clock.now()) as unit:
            found = incidents.read_incident(unit, incident_id)
        assert found is not None
        return found


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    Life.folder, Life.migrated = folder, migrated
    lives_through(Life, many, steps)


def test_whatever_people_do_a_notice_keeps_its_word(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 4, 12)


@pytest.mark.slow
def test_whatever_people_do_for_long(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 200, 60)
