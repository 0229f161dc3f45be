"""What was told on this computer is known after a restart; a broken file tells nothing twice."""

from datetime import UTC, datetime

from statusboard.app.alarms.log_file import LogFile
from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.log import NEW_LOG, Hold, HoldReason, LogEntry, NotificationLog

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
ENTRY = LogEntry(
    "outage:1", AlarmKind.OUTAGE, Subject(SubjectSort.SERVICE, 1, "Checkout"),
    AlarmSeverity.CRITICAL, NOON, NOON, "outage:1", "Shop", (NOON,),
)  # fmt: skip
LOG = NotificationLog(
    {"outage:1": ENTRY}, {"outage:2": Hold("outage:2", HoldReason.MUTED, NOON, NOON)},
    (NOON,), begun_at=NOON, sighted_at=NOON,
)  # fmt: skip


def test_it_reads_back_as_it_was_kept(tmp_path):
    LogFile(tmp_path / "alarms.json").keep(LOG)
    assert LogFile(tmp_path / "alarms.json").load() == LOG


def test_a_broken_file_is_said_and_begun_anew(tmp_path, allow_logs):
    said = allow_logs("statusboard.app.alarms")
    file = tmp_path / "alarms.json"
    assert LogFile(file).load() == NEW_LOG
    for content in (b"{", b'{"version": 1, "log": {"entries": 3}}'):
        file.write_bytes(content)
        assert LogFile(file).load() == NEW_LOG
    file.write_bytes(b'{"version": 0, "log": {}}')
    assert LogFile(file).load() == NEW_LOG
    assert [record.getMessage().partition(" file")[0] for record in said] == [
        "notification log begun anew"
    ] * 2
