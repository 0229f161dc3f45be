"""The trail as people read it: who did what, with the titles of notices, and nothing left out."""

import pytest

from statusboard.app.audit.told import TOLD, ToldTrail
from statusboard.app.maintenance.agreement_commands import submit_work
from statusboard.app.maintenance.commands import draft, plan
from statusboard.app.maintenance.inputs import DraftWork, PlanWork, SubmitWork
from statusboard.app.people.commands import add_person
from statusboard.app.people.inputs import AddPerson, PersonInput
from statusboard.app.programs.verbs import all_verbs
from statusboard.domain.access import Permission, Role
from statusboard.domain.deed import Deed
from statusboard.domain.deed_kinds import KINDS
from statusboard.domain.deeds import deed_text
from statusboard.domain.status import IncidentStatus
from statusboard.domain.trail import TrailFilter
from statusboard.storage.database import Database
from tests.fixtures.planned import plan_of
from tests.fixtures.speaking import MAJOR, MINUTE, Newsroom, wording


@pytest.fixture
def newsroom(database: Database, tmp_path: object) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")  # type: ignore[operator]
    return newsroom


def told(newsroom: Newsroom, **wanted: object) -> list[tuple[str, str]]:
    trail: ToldTrail = newsroom.ask(TOLD, TrailFilter(**wanted))  # type: ignore[arg-type]
    return [(line.who, line.text) for line in trail.lines]


def test_an_update_is_told_by_its_number_and_its_title(newsroom: Newsroom) -> None:
    service = newsroom.service()
    said = newsroom.publish(wording({service: MAJOR}))
    newsroom.clock.forward(MINUTE)
    newsroom.publish(
        wording({service: MAJOR}, status=IncidentStatus.MONITORING), incident_id=said.incident_id
    )

    lines = told(newsroom, by_people=True)
    title = "“Some card payments are failing”"
    assert lines[0] == ("Ada", f"published update 2 of {title}: monitoring, 0 messages.")
    assert lines[1] == ("Ada", f"saved revision 1 of {title}.")
    assert lines[2][1] == f"published update 1 of {title}: investigating, 0 messages."


def test_planned_work_is_told_by_its_title(newsroom: Newsroom) -> None:
    work = plan_of([newsroom.service()])
    worked = newsroom.do(draft, DraftWork(work))
    newsroom.do(submit_work, SubmitWork(worked.maintenance_id, worked.revision))
    newsroom.do(plan, PlanWork(work, worked.maintenance_id, worked.revision))

    assert [text for _, text in told(newsroom)] == [
        "planned “Database upgrade”, 0 messages.",
        "asked for approval of revision 1 of “Database upgrade”.",
        "saved revision 1 of “Database upgrade” as a draft.",
    ]
    deed = Deed("maintenance.cancel", "maintenance 1", {"without_approval": "It rains"}, "Work")
    assert deed_text(deed) == "cancelled “Work”. Without approval, because: “It rains”."


def test_people_are_told_by_name(newsroom: Newsroom) -> None:
    given = AddPerson(PersonInput("Ada", Role.AUTHOR, "ada"))
    newsroom.do(add_person, given)

    assert told(newsroom)[0] == ("Ada", "set up Ada as an administrator.")


def test_lines_are_found_by_what_they_are_about_and_by_whom(newsroom: Newsroom) -> None:
    newsroom.do(add_person, AddPerson(PersonInput("Ada", Role.AUTHOR, "ada")))
    lines = told(newsroom, verbs=KINDS["people"], by_people=True)

    assert [text for _, text in lines] == ["set up Ada as an administrator."]
    assert told(newsroom, verbs=KINDS["subscribers"]) == []
    assert told(newsroom, actor="person:Ada", words="administrator") != []
    assert told(newsroom, actor="loop:publisher") == []


def test_every_verb_of_people_has_words_or_is_told_by_its_name() -> None:
    for name, verb in all_verbs().items():
        text = deed_text(Deed(name, "thing 7", {}))
        assert text.endswith(".")
        assert text[0].islower()
        if verb.permission not in {Permission.RUN, Permission.VISIT, Permission.LOOK}:
            assert not text.startswith(f"did {name}"), name


def test_what_was_published_against_the_checks_says_why() -> None:
    detail = {"notice": 1, "status": "resolved", "override": "the checks are wrong"}
    text = deed_text(Deed("notice.publish", "incident 1", detail, "Cards fail", 3))

    assert text == (
        "published update 3 of “Cards fail”: resolved. Published against what monitoring says, "
        "because: “the checks are wrong”."
    )


def test_what_somebody_wrote_as_a_sentence_ends_once() -> None:
    said = {
        words: deed_text(
            Deed("notice.reject", "notice 1", {"revision": 2, "words": words}, "Cards")
        )
        for words in ("Say since when.", "Since when", "Since when?")
    }
    assert said == {
        "Say since when.": "sent revision 2 of “Cards” back: “Say since when.”",
        "Since when": "sent revision 2 of “Cards” back: “Since when”.",
        "Since when?": "sent revision 2 of “Cards” back: “Since when?”",
    }
