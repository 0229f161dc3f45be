"""A model of people who agree: whatever the order of what they do, nothing unapproved is published.

Three people write, ask, agree, send back, schedule and publish; rules change, the office is away or
killed in the middle of something, and the clock goes on.
"""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

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

from statusboard.app.doorway import Verb
from statusboard.app.notices.agreement_commands import (
    approve_notice,
    reject_notice,
    submit,
    withdraw_request_of,
)
from statusboard.app.notices.agreement_inputs import (
    Approve,
    PublishDue,
    Reject,
    ScheduleNotice,
    Submit,
    Unschedule,
    WithdrawRequest,
)
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.app.notices.schedule_commands import publish_due, schedule, unschedule
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.notice import Wording
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.database import Database
from statusboard.storage.tables import INCIDENT_UPDATE
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.database import _migrated_file
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.speaking import DEGRADED, MAJOR, MINUTE, person, wording

__all__ = ["_migrated_file"]
PEOPLE = ("Ada", "Ben", "Cy")
WHO = st.sampled_from(PEOPLE)
GRAVE, SMALL = Occasion.CRITICAL, Occasion.MINOR
WHY = "Customers pay twice."
LATE = timedelta(minutes=15)
# So few drafts at once, that what belongs together meets.
MOST = 2


class KilledError(Exception):
    """The program ended before it could commit."""


@dataclass
class Text:
    """What the model knows of a draft: its words in their order, and who stood up for which."""

    newest: Wording
    occasion: Occasion
    writers: set[str]  # of what was changed since it was agreed to
    ever: set[str]  # whoever wrote or asked at any time
    askers: dict[tuple[str, Occasion], set[str]] = field(default_factory=dict)  # by the words
    # By the words: who agreed to them. What was sent back is taken out.
    approved: dict[tuple[str, Occasion], str] = field(default_factory=dict)
    asked: set[tuple[str, Occasion]] = field(default_factory=set)
    due: datetime | None = None  # when it goes out by itself
    words: list[tuple[Wording, Occasion]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, Occasion]:
        """What tells one wording of this draft from another."""
        return self.newest.body, self.occasion

    @property
    def is_approved(self) -> bool:
        return self.key in self.approved


class Agreeing(RuleBasedStateMachine):
    """Each step is a verb of somebody, or what the machine does by itself."""

    folder: Path
    migrated: Path
    runs = count()

    @initialize()
    def a_desk(self) -> None:
        file = self.folder / f"agree-{next(self.runs)}.db"
        shutil.copyfile(self.migrated, file)
        self.database = Database.open(str(file))
        self.desk = AgreeingDesk(self.database)
        self.desk.publishes_to(self.folder / f"page-{file.stem}")
        self.service = self.desk.service("Shop")
        self.texts: dict[int, Text] = {}
        self.said: dict[int, tuple[str, bool, bool]] = {}  # words, was it needed, was it right
        self.rules = {GRAVE: True, SMALL: False}
        self.desk.rule(GRAVE)
        self.counter = count(1)

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()

    # What people do

    @precondition(lambda self: hasattr(self, "desk") and len(self._drafts()) < MOST)
    @rule(who=WHO, is_grave=st.booleans())
    def somebody_begins(self, who: str, *, is_grave: bool) -> None:
        text = self._wording(GRAVE if is_grave else SMALL)
        saved = self.desk.do(save_draft, SaveDraft(None, None, 0, text), who)
        self.texts[saved.notice_id] = Text(
            text,
            GRAVE if is_grave else SMALL,
            {who},
            {who},
            words=[(text, GRAVE if is_grave else SMALL)],
        )

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO, is_grave=st.booleans(), goes_back=st.booleans())
    def somebody_writes_on(
        self, data: st.DataObject, who: str, *, is_grave: bool, goes_back: bool
    ) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        known = self.texts[number]
        occasion = GRAVE if is_grave else SMALL
        text = self._wording(occasion)
        if goes_back:
            # The very words of before: whoever agreed to them has agreed to these.
            text, occasion = data.draw(st.sampled_from(known.words))
        self._write(number, text, occasion, who)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO)
    def somebody_asks(self, data: st.DataObject, who: str) -> None:
        self._asks(data.draw(st.sampled_from(self._drafts())), who)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO, other=WHO)
    def somebody_asks_and_is_answered(self, data: st.DataObject, who: str, other: str) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        self._asks(number, who)
        self._approves(number, other)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO, other=WHO, third=WHO, is_grave=st.booleans())
    def somebody_changes_what_was_agreed_to(
        self, data: st.DataObject, who: str, other: str, third: str, *, is_grave: bool
    ) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        self._asks(number, who)
        self._approves(number, other)
        occasion = GRAVE if is_grave else SMALL
        self._write(number, self._wording(occasion), occasion, third)
        self._approves(number, other)
        self._publishes(number, who, "")

    def _asks(self, number: int, who: str) -> None:
        known = self.texts[number]
        if self._do(submit, Submit(number, self._newest(number)), who) is None:
            was_open = known.key not in known.asked and not known.is_approved
            if was_open:
                known.asked.add(known.key)
                known.approved.pop(known.key, None)
                known.askers.setdefault(known.key, set()).add(who)
                known.ever.add(who)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO)
    def somebody_takes_the_question_back(self, data: st.DataObject, who: str) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        known = self.texts[number]
        refused = self._do(withdraw_request_of, WithdrawRequest(number, self._newest(number)), who)
        assert (refused is None) is (known.key in known.asked)
        known.asked.discard(known.key)

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO)
    def somebody_approves(self, data: st.DataObject, who: str) -> None:
        self._approves(data.draw(st.sampled_from(self._drafts())), who)

    def _approves(self, number: int, who: str) -> None:
        known = self.texts[number]
        was_asked = known.key in known.asked
        refused = self._do(approve_notice, Approve(number, self._newest(number)), who)
        if refused is None and was_asked:
            assert who not in known.writers | known.askers[known.key]
            known.asked.discard(known.key)
            known.approved[known.key] = who
        elif refused is None:
            assert known.approved[known.key] == who  # asked once more
        else:
            assert not was_asked or who in known.ever

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO)
    def somebody_sends_back(self, data: st.DataObject, who: str) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        known = self.texts[number]
        refused = self._do(reject_notice, Reject(number, self._newest(number), "No."), who)
        stood = known.key in known.asked or known.key in known.approved
        assert (refused is None) is stood
        if refused is None:
            known.asked.discard(known.key)
            known.approved.pop(known.key, None)
            known.due = None

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO, why=st.sampled_from(("", "", WHY)))
    def somebody_publishes(self, data: st.DataObject, who: str, why: str) -> None:
        self._publishes(data.draw(st.sampled_from(self._drafts())), who, why)

    def _publishes(self, number: int, who: str, why: str) -> None:
        known = self.texts[number]
        given = Publish(number, self._newest(number), "it is so", without_approval=why)
        needed, right = self.rules[known.occasion], known.is_approved
        refused = self._do(publish, given, who)
        # Not too little either: what is agreed to, or an emergency, goes out.
        assert (refused is None) is (not needed or right or bool(why)), refused
        if refused is None:
            self.said[number] = (known.newest.body, needed, right or bool(why))
            del self.texts[number]

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO, minutes=st.integers(1, 60))
    def somebody_schedules(self, data: st.DataObject, who: str, minutes: int) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        known = self.texts[number]
        at = self.desk.clock.now() + minutes * MINUTE
        given = ScheduleNotice(number, self._newest(number), at)
        refused = self._do(schedule, given, who)
        assert (refused is None) is (not self.rules[known.occasion] or known.is_approved)
        if refused is None:
            known.due = at

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO)
    def somebody_takes_it_off_the_schedule(self, data: st.DataObject, who: str) -> None:
        number = data.draw(st.sampled_from(self._drafts()))
        self._do(unschedule, Unschedule(number), who)
        self.texts[number].due = None

    @rule(occasion=st.sampled_from((GRAVE, SMALL)), is_asked=st.booleans())
    def the_team_changes_a_rule(self, occasion: Occasion, *, is_asked: bool) -> None:
        self.desk.rule(occasion, consent=Consent.OTHER if is_asked else Consent.NOBODY)
        self.rules[occasion] = is_asked

    # What happens by itself

    @rule(minutes=st.integers(1, 40), is_away=st.booleans())
    def time_passes(self, minutes: int, *, is_away: bool) -> None:
        for _ in range(1 if is_away else minutes):
            self.desk.clock.forward((minutes if is_away else 1) * MINUTE)
            self._office_looks()

    @precondition(lambda self: self._drafts())
    @rule(data=st.data(), who=WHO)
    def the_office_is_killed_in_the_middle(self, data: st.DataObject, who: str) -> None:
        """Whatever it was about to do: nothing of it has happened."""
        number = data.draw(st.sampled_from(self._drafts()))
        newest = self._newest(number)
        verb, given = data.draw(
            st.sampled_from(
                [
                    (approve_notice, Approve(number, newest)),
                    (submit, Submit(number, newest)),
                    (publish, Publish(number, newest, "it is so", without_approval=WHY)),
                    (publish_due, PublishDue()),
                ]
            )
        )
        with pytest.raises((KilledError, RuleBroken)):
            self._is_killed(verb, given, who)

    def _is_killed(self, verb: Verb[Any, Any], given: object, who: str) -> None:
        with self.database.writing(self.desk.clock.now(), person(who)) as unit:
            verb.run(unit, given)
            raise KilledError

    @rule()
    def the_office_starts_again(self) -> None:
        self.database.close()
        self.database = Database.open(str(self.folder / f"{self._name}.db"))
        self.desk.database = self.database

    @property
    def _name(self) -> str:
        file = self.database.engine.url.database
        assert file is not None
        return Path(file).stem

    # What is true at every moment

    @invariant()
    def nothing_unapproved_is_published_where_it_is_asked(self) -> None:
        for _, needed, right in getattr(self, "said", {}).values():
            assert right or not needed

    @invariant()
    def only_what_the_model_knows_was_said(self) -> None:
        if not hasattr(self, "desk"):
            return
        with self.database.reading(self.desk.clock.now()) as unit:
            rows = unit.connection.execute(select(INCIDENT_UPDATE)).all()
            bodies = {
                row.notice_id: notices.read_revision(unit, row.notice_id, row.revision)
                for row in rows
            }
        assert {key: one.wording.body for key, one in bodies.items() if one} == {
            key: body for key, (body, _, _) in self.said.items()
        }

    # How it is asked

    def _office_looks(self) -> None:
        now = self.desk.clock.now()
        due = sorted(
            (known.due, number)
            for number, known in self.texts.items()
            if known.due is not None and known.due <= now
        )
        sent = self.desk.sends_due()
        expected = []
        for at, number in due:
            known = self.texts[number]
            needed, right = self.rules[known.occasion], known.is_approved
            known.due = None
            if now - at <= LATE and (right or not needed):
                expected.append(number)
                self.said[number] = (known.newest.body, needed, right)
                del self.texts[number]
        assert sent == expected

    def _write(self, number: int, text: Wording, occasion: Occasion, who: str) -> None:
        known = self.texts[number]
        given = SaveDraft(number, None, self._newest(number), text)
        self.desk.do(save_draft, given, who)
        if text == known.newest:
            return
        if known.key in known.approved:
            known.writers = set()  # what was agreed to is where the next words begin
        known.newest, known.occasion, known.due = text, occasion, None
        known.words.append((text, occasion))
        known.writers.add(who)
        known.ever.add(who)

    def _do(self, verb: Verb[Any, Any], given: object, who: str) -> RuleBroken | None:
        try:
            self.desk.do(verb, given, who)
        except RuleBroken as broken:
            return broken
        return None

    def _newest(self, number: int) -> int:
        with self.database.reading(self.desk.clock.now()) as unit:
            notice = notices.read_notice(unit, number)
        assert notice is not None
        return notice.revision

    def _drafts(self) -> list[int]:
        return sorted(getattr(self, "texts", {}))

    def _wording(self, occasion: Occasion) -> Wording:
        status = MAJOR if occasion is GRAVE else DEGRADED
        body = f"Text {next(self.counter)}. We are looking into it."
        return wording({self.service: status}, title="Orders are late", body=body)


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    Agreeing.folder, Agreeing.migrated = folder, migrated
    lives_through(Agreeing, many, steps)


def test_in_any_order_nothing_unapproved_goes_out(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 10, 25)


@pytest.mark.slow
def test_for_long_nothing_unapproved_goes_out(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 80, 50)
