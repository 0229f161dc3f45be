"""Of two who set up the first person at the same moment, one becomes administrator."""

import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import delete, select

from statusboard.app.doorway import Doorway
from statusboard.app.people.commands import add_person
from statusboard.app.people.inputs import AddPerson, PersonInput
from statusboard.domain.access import Actor, Role, person
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import PERSON
from tests.fixtures.people import Team
from tests.fixtures.speaking import NOON

RACES = 200


def test_two_first_runs_at_once_make_one_owner(database: Database) -> None:
    """Both looked before anybody was set up; each wants to be the first."""
    team = Team(database)
    contenders = [person("Ada"), person("Ben")]
    gate = threading.Barrier(2)

    def run(door: Doorway, who: Actor) -> bool:
        gate.wait(10)
        try:
            door.do(add_person, AddPerson(PersonInput(who.name, Role.VIEWER, who.name)), who)
        except RuleBroken as refused:
            return "was changed a moment ago" not in refused.sentence
        return True

    with ThreadPoolExecutor(2) as both:
        for _ in range(RACES):
            won = list(both.map(lambda who: run(team.doorway, who), contenders))
            with database.writing(NOON, person("Ada")) as unit:
                found = unit.connection.execute(select(PERSON.c.name, PERSON.c.role)).all()
                unit.connection.execute(delete(PERSON))
            assert won.count(True) == 1
            (only,) = found
            assert tuple(only) == (contenders[won.index(True)].name, "administrator")
