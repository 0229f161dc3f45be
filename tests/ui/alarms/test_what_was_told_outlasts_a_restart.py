"""The notification log in its file: whole after a restart, begun anew where it cannot be read."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.announce import announce
from statusboard.domain.alarms.log import NEW_LOG
from statusboard.domain.alarms.rules import DEFAULT_RULES
from statusboard.domain.alarms.standing import AlarmsNow
from ui.alarms.log_file import LogFile

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
BLIND = Subject(SubjectSort.DESK, 0, "StatusBoard")
ALARMS = (
    Alarm(
        "outage:1",
        AlarmKind.OUTAGE,
        AlarmSeverity.CRITICAL,
        Subject(SubjectSort.SERVICE, 1, "Bücher"),
        NOON,
        group="Shop",
    ),
    Alarm("blind", AlarmKind.BLIND, AlarmSeverity.MAJOR, BLIND, NOON),
)


def test_what_was_told_is_known_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "alarms.json"
    begun = announce(AlarmsNow(NOON, ()), NEW_LOG, DEFAULT_RULES).log
    now = AlarmsNow(NOON, ALARMS, services=frozenset({1}))
    told = announce(now, begun, DEFAULT_RULES)
    assert [one.title for one in told.announcements] == ["Bücher is failing"]
    LogFile(path).keep(told.log)

    again = LogFile(path)
    assert again.load() == told.log
    assert announce(now, again.load(), DEFAULT_RULES).announcements == ()
    assert again.problem == ""


def test_where_nothing_was_kept_a_log_begins_without_a_word(tmp_path: Path) -> None:
    keeper = LogFile(tmp_path / "alarms.json")
    assert (keeper.load(), keeper.problem) == (NEW_LOG, "")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 2}', b'{"version": 1, "entries": [{}]}', b"\xff"]
)
def test_what_cannot_be_read_is_said_and_begun_anew_without_a_storm(
    tmp_path: Path, content: bytes, allow_logs: Callable[..., object]
) -> None:
    allow_logs("ui.alarms")
    path = tmp_path / "alarms.json"
    path.write_bytes(content)
    keeper = LogFile(path)
    log = keeper.load()
    assert "begun anew" in keeper.problem
    now = AlarmsNow(NOON, ALARMS[:1], services=frozenset({1}))
    assert announce(now, log, DEFAULT_RULES).announcements == ()


def test_what_cannot_be_kept_is_said(tmp_path: Path, allow_logs: Callable[..., object]) -> None:
    allow_logs("ui.alarms")
    (tmp_path / "file").write_text("in the way")
    keeper = LogFile(tmp_path / "file" / "alarms.json")
    keeper.keep(NEW_LOG)
    assert "could not be kept" in keeper.problem
