"""A database of the version before, with data in it, brought to where alarms are acknowledged."""

from datetime import timedelta

from sqlalchemy import inspect, text

from statusboard.domain.alarms.alarm import AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.rules import DEFAULT_RULES
from statusboard.storage import alarms, migrate
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = ("INSERT INTO component_group (id, name, position) VALUES (3, 'Shop', 0)",)


def test_what_was_there_stays_and_its_alarms_can_be_muted(empty_url: str) -> None:
    database = older_database(empty_url, "0044", BEFORE)
    assert not inspect(database.engine).has_table("silence")
    migrate.bring_to_head(database)
    with database.writing(NOON, COLLECTOR) as unit:
        assert unit.connection.scalar(text("SELECT name FROM component_group")) == "Shop"
        shop = Subject(SubjectSort.GROUP, 3, "Shop")
        number = alarms.add_silence(unit, shop, NOON + timedelta(hours=1), "We know.")
        alarms.add_silence(unit, Subject(SubjectSort.GROUP, 9, "Gone"), NOON + timedelta(1), "")
        (one,) = alarms.read_silences(unit)
        assert (one.id, one.subject, one.by) == (number, shop, "collector")
        alarms.acknowledge(unit, "outage:1", AlarmSeverity.MINOR)
        alarms.acknowledge(unit, "outage:1", AlarmSeverity.MAJOR)
        (seen,) = alarms.read_acknowledgements(unit)
        assert (seen.severity, seen.at) == (AlarmSeverity.MAJOR, NOON)
        alarms.write_rules(unit, 4, DEFAULT_RULES)
        assert alarms.read_rules(unit, 4) == DEFAULT_RULES
    database.close()
