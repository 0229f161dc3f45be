"""The people of the shop of the demo: one of each role, and what they did lately.

Whoever sits at the computer is its administrator, known by the system's user, so that everything
can be tried. The others have codes that nobody knows; an administrator gives them new ones.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from statusboard.app.doorway import Doorway, Verb
from statusboard.app.identity import here
from statusboard.app.notices.agreement_commands import reject_notice, submit
from statusboard.app.notices.agreement_inputs import Reject, Submit
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import Saved, SaveDraft
from statusboard.app.people.commands import add_person
from statusboard.app.people.inputs import AddPerson, Here, PersonInput
from statusboard.app.people.presence_commands import say_here
from statusboard.app.settings import AGREEMENT
from statusboard.domain.access import Actor, Role
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.notice import Wording
from statusboard.domain.person import key_of
from statusboard.domain.update_kind import NoticeSort
from statusboard.storage import people
from statusboard.storage.database import Database
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit

Given = TypeVar("Given")
Result = TypeVar("Result")

AT_THE_DESK, AUTHOR, APPROVER, PUBLISHER, VIEWER = "Alex", "Kim", "Robin", "Sam", "Jo"
ROLES = {
    AT_THE_DESK: Role.ADMINISTRATOR,
    AUTHOR: Role.AUTHOR,
    APPROVER: Role.APPROVER,
    PUBLISHER: Role.PUBLISHER,
    VIEWER: Role.VIEWER,
}
# Where each was last seen, and how long before the demo opens.
_SEEN = {
    VIEWER: ("Desk 5", timedelta(days=1, hours=3)),
    APPROVER: ("Desk 3", timedelta(minutes=160)),
    AUTHOR: ("Desk 2", timedelta(minutes=130)),
    PUBLISHER: ("Desk 1", timedelta(minutes=6)),
}
# The announcement that waits for somebody to agree: written, sent back, written anew, asked for.
WRITTEN, SENT_BACK, REWRITTEN, ASKED = (
    timedelta(minutes=minutes) for minutes in (190, 165, 140, 138)
)
TITLE = "Follow your order on a map"
_FIRST = "From next week on you can follow every order on a map, from our door to yours."
_SECOND = (
    "From next week on you can follow orders within Germany on a map, from our door to yours. "
    "Other countries follow in the weeks after. Tracking by e-mail stays as it is."
)
_WHY = "Only Germany has it next week. Say so, and that nothing else changes."


@dataclass(frozen=True, slots=True)
class _At:
    """A clock that stands."""

    instant: datetime

    def now(self) -> datetime:
        """The instant."""
        return self.instant

    def monotonic(self) -> float:
        """Nothing is measured by it."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody by name, as who they act; nobody where the system does not say who sits here."""

    database: Database
    narrator: Actor
    actors: dict[str, Actor]

    @property
    def publisher(self) -> Actor:
        """In whose name the shop told its customers."""
        return self.actors.get(PUBLISHER, self.narrator)

    def do(self, who: str, at: datetime, verb: Verb[Given, Result], given: Given) -> Result:
        """What somebody did then, by the way that everything is done."""
        return Doorway(self.database, _At(at)).do(verb, given, self.actors[who]).result

    def write_the_day(self, now: datetime) -> None:
        """An announcement on its way: it waits for whoever opens the demo to agree."""
        if not self.actors:
            return
        first = self._writes(now - WRITTEN, None, _FIRST)
        self._asks(now - WRITTEN + timedelta(minutes=4), first)
        back = Reject(first.notice_id, first.revision, _WHY)
        self.do(APPROVER, now - SENT_BACK, reject_notice, back)
        second = self._writes(now - REWRITTEN, first, _SECOND)
        self._asks(now - ASKED, second)

    def be_seen(self, now: datetime) -> None:
        """Where the others were last, so that it is seen who is not there."""
        for name, (desk, before) in _SEEN.items():
            if name in self.actors:
                given = Here(f"sample {desk}", desk)
                self.do(name, now - before, say_here, given)

    def _writes(self, at: datetime, before: Saved | None, body: str) -> Saved:
        notice_id = None if before is None else before.notice_id
        revision = 0 if before is None else before.revision
        wording = Wording(title=TITLE, body=body)
        sort = NoticeSort.ANNOUNCEMENT
        given = SaveDraft(notice_id, None, revision, wording, sort=sort)
        return self.do(AUTHOR, at, save_draft, given)

    def _asks(self, at: datetime, saved: Saved) -> None:
        self.do(AUTHOR, at, submit, Submit(saved.notice_id, saved.revision))


def write_people(database: Database, narrator: Actor, at: datetime) -> Staff:
    """Sets everybody up, and the rule that somebody else agrees to announcements.

    Incidents go out at once, so that nothing of the demo waits for a second person.
    """
    login = here().login
    staff = Staff(database, narrator, {})
    if not login:
        # Nobody would be known as administrator, and whoever opened the demo could only look.
        return staff
    door = Doorway(database, _At(at))
    by = narrator
    for name, role in ROLES.items():
        person = PersonInput(name, role, login if name == AT_THE_DESK else "")
        saved = door.do(add_person, AddPerson(person), by).result
        with database.reading(at) as unit:
            found = people.read_person(unit, saved.person_id)
        assert found is not None
        staff.actors[name] = found.actor
        by = staff.actors[AT_THE_DESK]
    with database.writing(at, narrator) as unit:
        write_setting(unit, AGREEMENT.setting(Occasion.ANNOUNCEMENT.value), Consent.OTHER.value)
    return staff


def seat_whoever_sits_here(unit: Unit) -> None:
    """The administrator of the story is whoever starts the demo now."""
    login = here().login
    known = people.read_people(unit)
    if not login or any(key_of(one.login) == key_of(login) for one in known):
        return
    for one in known:
        if one.name == AT_THE_DESK:
            people.change_person(unit, one.id, name=one.name, role=Role.ADMINISTRATOR, login=login)
