"""What the screen of people asks of the desk. Queries and verbs carry storage: they load late."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.app.identity import here
from statusboard.app.people.inputs import (
    AddPerson,
    ChangePerson,
    OneDevice,
    OnePerson,
    PersonInput,
    PersonSaved,
)
from statusboard.domain.access import Actor, Credentials
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.trail import TrailFilter
from statusboard.domain.views.agreement import RuleView, WaitingDraft
from statusboard.domain.views.team import TeamView

if TYPE_CHECKING:
    from statusboard.app.audit.queries import TrailLine, TrailProof
    from statusboard.app.audit.told import ToldTrail


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everybody, the newest of the trail that was asked for, who looks at it, and the rules.

    `waiting` is what whoever looks can approve.
    """

    team: TeamView
    trail: "ToldTrail"
    me: Actor
    rules: tuple[RuleView, ...] = ()
    waiting: tuple[WaitingDraft, ...] = ()


async def ask_people(desk: Desk, wanted: TrailFilter) -> PeopleView:
    """The view, for whoever sits here."""
    from statusboard.app.agreement.queries import RULES
    from statusboard.app.audit.told import TOLD
    from statusboard.app.notices.waiting import WAITING
    from statusboard.app.people.queries import TEAM

    team = await desk.ask(TEAM, None)
    trail = await desk.ask(TOLD, wanted)
    me, every = await desk.who(), await desk.ask(WAITING, None)
    waiting = tuple(one for one in every if one.agreement.waits_for(me))
    return PeopleView(team, trail, me, await desk.ask(RULES, None), waiting)


async def choose_rule(desk: Desk, occasion: Occasion, consent: Consent) -> tuple[str, ...]:
    """The settings that are others now."""
    from statusboard.app.page.commands import choose_settings
    from statusboard.app.page.inputs import ChooseSettings
    from statusboard.app.settings import AGREEMENT

    given = ChooseSettings({AGREEMENT.setting(occasion.value): consent.value})
    return (await desk.do(choose_settings, given)).keys


async def ask_older(desk: Desk, wanted: TrailFilter) -> "ToldTrail":
    """One more page of the trail."""
    from statusboard.app.audit.told import TOLD

    return await desk.ask(TOLD, wanted)


async def ask_proof(desk: Desk) -> "TrailProof":
    """Whether the chain is whole: a million rows take some ten seconds."""
    from statusboard.app.audit.queries import VERIFY

    return await desk.ask(VERIFY, ())


async def ask_lines(desk: Desk, wanted: TrailFilter) -> "tuple[TrailLine, ...]":
    """Everything that the filter lets through, the oldest first, to be written to a file."""
    from statusboard.app.audit.queries import EXPORT

    return await desk.ask(EXPORT, wanted)


async def ask_here() -> Credentials:
    """What the system says of whoever sits here: the first person is proposed by it."""
    return await asyncio.to_thread(here)


async def save_person(
    desk: Desk, given: PersonInput, *, with_code: bool, person_id: int | None
) -> PersonSaved:
    """Who they are now; `person_id` None sets up somebody new."""
    from statusboard.app.people.commands import add_person, change_person, new_code

    if person_id is None:
        return await desk.do(add_person, AddPerson(given, with_code))
    if with_code:
        told = await desk.do(new_code, OnePerson(person_id))
        saved = await desk.do(change_person, ChangePerson(person_id, given))
        return PersonSaved(saved.person_id, saved.role, told.code)
    return await desk.do(change_person, ChangePerson(person_id, given))


async def end_person(desk: Desk, person_id: int) -> bool:
    """Whether they could do anything until now."""
    from statusboard.app.people.commands import end_person as verb

    return await desk.do(verb, OnePerson(person_id))


async def bring_person_back(desk: Desk, person_id: int) -> PersonSaved:
    """Who they are now."""
    from statusboard.app.people.commands import bring_person_back as verb

    return await desk.do(verb, OnePerson(person_id))


async def give_code(desk: Desk, person_id: int) -> PersonSaved:
    """A new code."""
    from statusboard.app.people.commands import new_code

    return await desk.do(new_code, OnePerson(person_id))


async def end_device(desk: Desk, device_id: int) -> bool:
    """Whether people could act from there until now."""
    from statusboard.app.people.device_commands import end_device as verb

    return await desk.do(verb, OneDevice(device_id))


async def let_device_in(desk: Desk, device_id: int) -> bool:
    """Whether it was ended until now."""
    from statusboard.app.people.device_commands import let_device_in as verb

    return await desk.do(verb, OneDevice(device_id))
