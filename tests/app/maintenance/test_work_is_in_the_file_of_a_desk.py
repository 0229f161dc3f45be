"""Planned work in the file of a desk: planned, changed, left alone, written as it is read."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.file_help import file_help
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk, with_line
from statusboard.app.maintenance.inputs import CancelWork
from statusboard.app.maintenance.queries import FREEZE_PERIODS
from statusboard.app.maintenance.window_commands import cancel
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.maintenance import read_all_maintenance
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.history import COLLECTOR
from tests.fixtures.planned import Planning, at
from tests.fixtures.speaking import NOON

WORK = """\
[[maintenance]]
title = "Database upgrade"
starts = "2026-10-25T22:00"
lasts = "1h"
services = { Payments = "under_maintenance", Search = "degraded_performance" }
"""
ALL = """\
[[maintenance]]
title = "Report run"
starts = "2026-10-27T06:00"
lasts = "20m"
services = { Payments = "under_maintenance" }
zone = "Europe/Berlin"
repeats = "FREQ=WEEKLY;BYDAY=TU"
text = "Reports come later."
remind = "none"
starts_itself = false
ends_itself = false
tell = false
"""


def applied(desk: Planning, text: str) -> tuple[str, ...]:
    try:
        given = parse_desk(text, check_kinds(), target_kinds(), name="desk.toml")
        lines: tuple[str, ...] = desk.do(apply_desk, given).lines
    except RuleBroken as broken:
        raise with_line(broken, text, name="desk.toml") from broken
    return lines


def plans(desk: Planning) -> list[Plan]:
    with desk.database.reading(desk.clock.now()) as unit:
        return [one.plan for one in read_all_maintenance(unit)]


def test_work_is_planned_once(desk: Planning) -> None:
    assert applied(desk, WORK) == ("planned work Database upgrade",)
    assert applied(desk, WORK) == ()

    (plan,) = plans(desk)
    assert (plan.zone, plan.lasts, plan.tells) == ("UTC", timedelta(hours=1), True)
    assert plan.components == {
        1: ComponentStatus.UNDER_MAINTENANCE,
        2: ComponentStatus.DEGRADED_PERFORMANCE,
    }
    assert plan.reminds_before == (timedelta(days=1),)


def test_work_that_the_file_says_anew_is_changed(desk: Planning) -> None:
    applied(desk, WORK)
    assert applied(desk, WORK.replace("22:00", "23:00")) == (
        "changed planned work Database upgrade",
    )
    (plan,) = plans(desk)
    assert plan.starts_at.hour == 23


def test_what_is_over_or_was_cancelled_is_not_planned_again(desk: Planning) -> None:
    applied(desk, WORK)
    with desk.database.reading(desk.clock.now()) as unit:
        (known,) = read_all_maintenance(unit)
    desk.do(cancel, CancelWork(known.windows[0].id, known.revision, "It is not needed."))
    assert applied(desk, WORK) == ()
    past = WORK.replace("T22:00", "T03:00").replace("Database", "Disk")
    assert applied(desk, past) == ()
    assert len(plans(desk)) == 1


def test_a_file_without_work_changes_none(desk: Planning) -> None:
    applied(desk, WORK)
    assert applied(desk, "") == ()
    assert len(plans(desk)) == 1


def test_what_is_written_is_read_back(desk: Planning) -> None:
    with desk.database.writing(NOON, COLLECTOR) as unit:
        group = add_group(unit, "Shop")
        add_component(unit, name="Search", group_id=group.id)
    both = WORK.replace("Search =", '"Shop/Search" =') + ALL
    applied(desk, both)

    text = desk.ask(EXPORT_DESK)
    before = plans(desk)

    assert applied(desk, text) == ()
    assert text[text.index('[[maintenance]]\ntitle = "Report run"') :].strip() == ALL.strip()
    assert before[0].components == {
        1: ComponentStatus.UNDER_MAINTENANCE,
        3: ComponentStatus.DEGRADED_PERFORMANCE,
    }
    assert before[1].reminds_before == ()
    said = before[1]
    assert (said.starts_itself, said.ends_itself, said.tells) == (False, False, False)


def test_the_whole_file_makes_the_same_desk(desk: Planning, tmp_path: object) -> None:
    applied(desk, WORK + ALL)
    text = desk.ask(EXPORT_DESK)
    other = Database.open(f"sqlite:///{tmp_path}/other.db")
    bring_to_head(other)
    try:
        fresh = Planning(other)
        applied(fresh, text)
        assert fresh.ask(EXPORT_DESK) == text
    finally:
        other.close()


def test_what_is_over_or_a_draft_is_not_written(desk: Planning) -> None:
    applied(desk, WORK)
    desk.minutes(at(23, 1))
    assert desk.maintenance(1).windows[0].status is MaintenanceStatus.COMPLETED
    assert "[[maintenance]]" not in desk.ask(EXPORT_DESK)


@pytest.mark.parametrize(
    ("wrong", "right", "line", "sentence"),
    [
        ('lasts = "1h"', 'last = "1h"', 4, "Did you mean lasts?"),
        ('lasts = "1h"', "", 1, "Lasts is missing."),
        ('lasts = "1h"', 'lasts = "long"', 4, "is not a duration"),
        ("T22:00", "T22:00Z", 3, "Write a time of the clock such as"),
        ('"degraded_performance"', '"slow"', 5, "a service is one of operational"),
        ("Payments =", "Nothing =", 5, "There is no service called “Nothing”"),
        ('lasts = "1h"', 'lasts = "1h"\nrepeats = "daily"', 5, "is no rule that can be read"),
        ('lasts = "1h"', 'lasts = "1h"\nremind = "soon"', 5, "Write how long before"),
        ('lasts = "1h"', 'lasts = "1h"\nzone = "Mars"', 5, "is no time zone that is known here"),
        ('lasts = "1h"', 'lasts = "30d"', 4, "more than 14 days"),
        ('"Database upgrade"', '" "', 2, "is about"),
    ],
)
def test_a_fault_is_told_with_its_line(
    desk: Planning, wrong: str, right: str, line: int, sentence: str
) -> None:
    assert wrong in WORK
    with pytest.raises(RuleBroken) as broken:
        applied(desk, WORK.replace(wrong, right))
    assert sentence in broken.value.sentence
    assert broken.value.sentence.startswith(f"desk.toml, line {line}:")
    assert plans(desk) == []


FREEZE = """\
[[freeze]]
name = "Year end"
starts = "2026-12-18T00:00"
ends = "2027-01-07T00:00"
"""


def test_a_freeze_is_made_moved_and_read_back(desk: Planning) -> None:
    assert applied(desk, FREEZE) == ("made the freeze Year end",)
    assert applied(desk, FREEZE) == ()
    assert FREEZE.strip() in desk.ask(EXPORT_DESK)
    other = FREEZE.replace("2027-01-07T00:00", "2027-01-04T08:00")
    assert applied(desk, other) == ("moved the freeze Year end",)
    (kept,) = desk.ask(FREEZE_PERIODS)
    assert kept.ends_at == datetime(2027, 1, 4, 8, tzinfo=UTC)
    assert applied(desk, desk.ask(EXPORT_DESK)) == ()
    desk.clock.go(datetime(2027, 2, 1, tzinfo=UTC))
    assert "[[freeze]]" not in desk.ask(EXPORT_DESK)


def test_a_freeze_of_last_year_is_not_made(desk: Planning) -> None:
    assert applied(desk, FREEZE.replace("2026-12", "2025-12").replace("2027", "2026")) == ()
    assert desk.ask(FREEZE_PERIODS) == ()


@pytest.mark.parametrize(
    ("wrong", "right", "line", "sentence"),
    [
        ("ends =", "end =", 4, "Did you mean ends?"),
        ("2027-01-07T00:00", "2026-01-07T00:00", 4, "ends before it begins"),
        ("2026-12-18T00:00", "soon", 3, "Write a time of the clock such as"),
        ('"Year end"', '" "', 2, "no name"),
    ],
)
def test_a_fault_in_a_freeze_is_told_with_its_line(
    desk: Planning, wrong: str, right: str, line: int, sentence: str
) -> None:
    text = FREEZE.replace(wrong, right)
    with pytest.raises(RuleBroken) as broken:
        applied(desk, text)
    shown = with_line(broken.value, text, name="desk.toml").sentence
    assert sentence in shown
    assert f"line {line}" in shown or f":{line}" in shown


def test_a_freeze_named_twice_is_refused(desk: Planning) -> None:
    with pytest.raises(RuleBroken, match="is described twice"):
        applied(desk, FREEZE + FREEZE)


def test_a_service_of_two_groups_is_named_with_its_group(desk: Planning) -> None:
    with desk.database.writing(NOON, COLLECTOR) as unit:
        add_component(unit, name="Search", group_id=add_group(unit, "Shop").id)
    with pytest.raises(RuleBroken, match="More than one service is called “Search”"):
        applied(desk, WORK)


def test_work_named_twice_is_refused() -> None:
    with pytest.raises(RuleBroken, match="line 7: The work Database upgrade is described twice"):
        parse_desk(WORK + WORK, check_kinds(), target_kinds())


def test_help_names_every_key() -> None:
    said = file_help({}, {})
    assert "[[maintenance]]" in said
    assert "repeats: text; When it comes again, as RFC 5545 writes it" in said
