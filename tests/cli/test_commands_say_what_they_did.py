"""The command line in one process: what is printed, where, and the exit codes scripts rely on."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.cli import failures, program
from statusboard.cli import run as cli_run
from statusboard.cli.display import has_display
from statusboard.cli.failures import ExitCode, code_of
from statusboard.cli.options import instant, length
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.errors import Bug, Rejected, RuleBroken, Unavailable
from statusboard.storage.migrate import HEAD

FILE = """\
[[group]]
name = "Shop"

[[service]]
name = "Checkout API"
group = "Shop"
promised = 99.95

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:9/health"
  interval = "20s"
  deadline = "5s"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "services.toml"
    path.write_text(FILE)
    return path


def test_a_file_is_applied_once_and_changes_nothing_the_second_time(statusboard, file) -> None:
    first = statusboard("apply", file)
    second = statusboard("apply", file)

    assert (first.code, second.code) == (0, 0)
    assert "added service Checkout API" in first.out
    assert second.out == "nothing to change\n"
    assert first.err == second.err == ""


def test_what_is_exported_is_the_file(statusboard, file) -> None:
    statusboard("apply", file)

    assert statusboard("export").out == FILE


def test_what_is_exported_makes_the_same_elsewhere(statusboard, file, tmp_path) -> None:
    statusboard("apply", file)
    copy = tmp_path / "copy.toml"
    copy.write_text(statusboard("export").out)

    elsewhere = ("--database", tmp_path / "other.db")
    statusboard("apply", copy, *elsewhere)

    assert statusboard("export", *elsewhere).out == copy.read_text()


def test_pruning_removes_what_the_file_does_not_name(statusboard, file, tmp_path) -> None:
    statusboard("apply", file)
    other = tmp_path / "other.toml"
    other.write_text('[[service]]\nname = "Search"\n')

    assert statusboard("apply", other).out == "added service Search\n"
    assert "removed service Checkout API" in statusboard("apply", other, "--prune").out


def test_a_pipe_that_failed_empties_no_desk(statusboard, file, tmp_path) -> None:
    statusboard("apply", file)
    empty = tmp_path / "empty.toml"
    empty.write_text("")

    assert statusboard("apply", empty, "--prune").out == "nothing to change\n"


def test_a_fault_in_a_file_is_one_line_with_its_place_and_a_hint(statusboard, file) -> None:
    file.write_text(FILE.replace("interval", "intervall"))

    ran = statusboard("apply", file)

    assert ran.code == ExitCode.RULE_BROKEN
    assert ran.out == ""
    assert ran.err == (
        "statusboard: services.toml, line 12: intervall is not known here. Did you mean interval?\n"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), (b"\xff[[group]]", "line 1: This is not UTF-8")],
)
def test_a_file_that_cannot_be_read_is_said_so(statusboard, tmp_path, content, words) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)

    ran = statusboard("apply", path)

    assert (ran.code, words in ran.err) == (ExitCode.RULE_BROKEN, True)


def test_a_file_may_come_from_standard_input(statusboard, monkeypatch, tmp_path) -> None:
    path = tmp_path / "stdin"
    path.write_text(FILE)
    with path.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert "added service" in statusboard("apply", "-").out


def test_status_has_the_documented_shape(statusboard, file) -> None:
    statusboard("apply", file)

    ran = statusboard("status", "--json")

    assert ran.code == 0
    assert set(ran.json) == {"channel_troubles", "observed_at", "services"}
    (service,) = ran.json["services"]
    assert set(service) == {
        *("name", "group", "status", "since", "stale", "flapping", "explained_by", "reason"),
        *("rule", "depends_on", "set_by_hand", "checks"),
    }
    assert service["stale"] is True
    assert (service["name"], service["group"]) == ("Checkout API", "Shop")
    assert service["status"] == "unknown"
    (check,) = service["checks"]
    assert check == {"kind": "http", "state": "unknown", "last_result": None}
    assert datetime.fromisoformat(ran.json["observed_at"]).utcoffset() is not None


def test_uptime_has_the_documented_shape(statusboard, file) -> None:
    statusboard("apply", file)

    ran = statusboard("uptime", "--json", "--from", "2026-01-01", "--to", "2026-02-01T00:00:00Z")

    assert ran.json == {
        "from": "2026-01-01T00:00:00Z",
        "to": "2026-02-01T00:00:00Z",
        "hours": "all",
        "rule": "weighted",
        "rule_sentence": DEFAULT_RULE.sentence,
        "cost_assumption": None,
        "services": [
            {
                "name": "Checkout API",
                "uptime_percent": None,
                "coverage_percent": 0.0,
                "down_seconds": 0.0,
                "observed_seconds": 0.0,
                "outages": [],
                "cost": None,
                "currency": None,
            }
        ],
    }


def test_people_read_the_same_without_json(statusboard, file) -> None:
    empty = file.with_name("empty.toml")
    empty.write_text("")
    statusboard("apply", empty)
    assert "No services yet" in statusboard("status").out
    statusboard("apply", file)

    assert "Shop / Checkout API  unknown" in statusboard("status").out
    assert "too little observed" in statusboard("uptime").out


def test_an_error_for_a_program_is_json_on_standard_error(statusboard, file) -> None:
    statusboard("apply", file)

    ran = statusboard("uptime", "--json", "--from", "2026-02-01", "--to", "2026-01-01")

    assert ran.code == ExitCode.RULE_BROKEN
    assert ran.out == ""
    assert json.loads(ran.err) == {
        "error": "RuleBroken",
        "sentence": "The interval ends before it begins. Swap --from and --to.",
        "field": "to",
    }


def test_the_page_is_put_into_a_folder_and_read_back(statusboard, file, tmp_path) -> None:
    statusboard("apply", file)
    out = tmp_path / "new" / "page"

    ran = statusboard("page", "--out", out)

    assert ran.code == 0
    assert "Checkout API" in (out / "index.html").read_text()
    assert json.loads((out / "api/v2/summary.json").read_text())["components"]


def test_the_demos_page_tells_the_sample_story_before_the_demo_was_ever_opened(
    statusboard, tmp_path, monkeypatch
) -> None:
    monkeypatch.delenv("STATUSBOARD_DATABASE")

    ran = statusboard("page", "--demo", "--out", tmp_path / "page")

    assert ran.code == 0, ran.err
    written = (tmp_path / "page" / "index.html").read_text()
    assert "Sample data." in written
    assert "No services are listed yet" not in written
    assert "99." in written


def test_the_page_never_goes_among_strange_files(statusboard, file, tmp_path) -> None:
    statusboard("apply", file)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear")

    ran = statusboard("page", "--out", tmp_path / "letters")

    assert ran.code == ExitCode.RULE_BROKEN
    assert "dear.txt" in ran.err
    assert (tmp_path / "letters" / "dear.txt").read_text() == "Dear"


@pytest.mark.parametrize("command", ["status", "export", "uptime", "collect", "office"])
def test_a_database_out_of_reach_is_unavailable(statusboard, command) -> None:
    ran = statusboard(command, "--database", "postgresql+psycopg://nobody:s3cret@127.0.0.1:9/x")

    assert ran.code == ExitCode.UNAVAILABLE
    assert "cannot be reached" in ran.err
    assert "Traceback" not in ran.err
    assert "s3cret" not in ran.err


def test_a_file_that_is_no_database_is_the_persons_to_fix(statusboard, file) -> None:
    ran = statusboard("status", "--database", file)

    assert ran.code == ExitCode.RULE_BROKEN
    assert "not a database" in ran.err
    assert file.read_text() == FILE


def test_the_database_may_be_named_before_the_command(statusboard, file, tmp_path) -> None:
    other = tmp_path / "other.db"

    statusboard("--database", other, "apply", file)

    assert other.exists()
    assert not (tmp_path / "statusboard.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        *(["status", "--nonsense"], ["unknown"], ["screens"], ["collect", "--for", "x"]),
        ["--demo", "status"],
    ],
)
def test_what_makes_no_sense_is_a_usage_error(statusboard, arguments) -> None:
    ran = statusboard(*arguments)

    assert ran.code == ExitCode.USAGE
    assert ran.out == ""
    assert "Usage: statusboard" in ran.err


@pytest.mark.parametrize(
    ("text", "seconds"), [("14s", 14), ("14", 14), ("90m", 5400), ("1h30m", 5400), ("500ms", 0.5)]
)
def test_how_long_is_said_as_in_the_file_and_a_bare_number_is_seconds(text, seconds) -> None:
    assert length(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("command", ["collect", "office"])
@pytest.mark.parametrize("text", ["soon", "-1", "0", "nan", "14 parsecs", "1h 30"])
def test_what_is_no_length_of_time_says_how_to_write_one(statusboard, command, text) -> None:
    ran = statusboard(command, "--for", text)

    assert ran.code == ExitCode.USAGE
    assert f"“{text}” is no" in ran.err
    assert "such as 20s or 5m" in " ".join(ran.err.split())


def test_without_a_display_the_window_names_what_works(statusboard) -> None:
    ran = statusboard("window")

    if sys.platform.startswith("linux"):
        assert ran.code == ExitCode.UNAVAILABLE
        for command in ("statusboard board", "statusboard screens", "statusboard collect"):
            assert command in ran.err


def test_only_linux_can_be_without_a_display() -> None:
    assert not has_display({}, "linux")
    assert has_display({"QT_QPA_PLATFORM": "vnc"}, "linux")
    assert has_display({}, "win32")
    assert has_display({}, "darwin")


@pytest.mark.parametrize(
    ("size", "hint"), [("big", "1440x900"), ("100x100", "960x600"), ("99999x600", "7680x4320")]
)
def test_a_size_that_cannot_be_drawn_is_refused(statusboard, tmp_path, size, hint) -> None:
    ran = statusboard("screens", "--out", tmp_path, "--size", size)

    assert (ran.code, hint in ran.err) == (ExitCode.RULE_BROKEN, True)


def test_a_mask_that_stands_for_nothing_names_its_service(statusboard, file) -> None:
    file.write_text(FILE + '  headers = { Authorization = "***" }\n')

    ran = statusboard("apply", file)

    assert ran.code == ExitCode.RULE_BROKEN
    assert "Checkout API: Headers holds a mask" in ran.err


def test_an_export_says_the_fields_in_the_order_of_their_kind(statusboard, file) -> None:
    file.write_text(FILE + '  body = "x"\n  expect_text = "y"\n')
    statusboard("apply", "--allow-file", file)

    lines = [line.split(" = ")[0].strip() for line in statusboard("export").out.splitlines()]

    assert lines[lines.index("kind") :][:4] == ["kind", "url", "expect_text", "body"]


def test_the_doctor_finds_a_fresh_installation_sound(statusboard) -> None:
    ran = statusboard("doctor", "--json")

    assert ran.code == 0
    found = {finding["subject"]: finding for finding in json.loads(ran.out)}
    assert {"python", "qt", "sqlite", "database", "key store", "clock", "display"} <= set(found)
    assert "not there yet" in found["database"]["words"]
    assert not Path(found["database"]["words"].partition(":")[0]).exists()


def test_the_doctor_looks_into_the_database_and_changes_nothing(statusboard, file) -> None:
    statusboard("apply", file)

    ran = statusboard("doctor")

    assert ran.code == 0
    assert f"schema {HEAD}" in ran.out
    assert "nobody at work" in ran.out


def test_the_doctor_says_where_a_database_is_out_of_reach(statusboard) -> None:
    ran = statusboard("doctor", "--database", "postgresql+psycopg://127.0.0.1:9/x")

    assert ran.code == ExitCode.UNAVAILABLE
    assert "! database" in ran.out


def test_the_help_names_every_command(statusboard) -> None:
    ran = statusboard("--help")

    assert ran.code == 0
    commands = program.app.registered_commands
    names = [command.name or command.callback.__name__ for command in commands]
    assert len(names) >= 10
    for name in names:
        assert name in ran.out
        assert statusboard(name, "--help").code == 0


def test_the_version_is_told(statusboard) -> None:
    assert statusboard("--version").out.startswith("StatusBoard ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuleBroken("a"), 1),
        (Unavailable("a"), 3),
        (Rejected("a"), 4),
        (Bug("a"), 70),
    ],
)
def test_each_sort_of_error_has_its_code(error, code) -> None:
    assert code_of(error) == code


def test_our_own_mistake_is_said_and_shown_where_it_happened(
    statusboard, monkeypatch, tmp_path
) -> None:
    def stumble(*_given: object, **_named: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(cli_run, "_commands", lambda: stumble)

    ran = statusboard("status")

    assert ran.code == ExitCode.BUG
    assert "A mistake in StatusBoard itself: KeyError" in ran.err
    assert "Traceback" in ran.err


def test_an_interrupted_command_says_nothing(statusboard, monkeypatch) -> None:
    def interrupt(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_run, "_commands", lambda: interrupt)

    ran = statusboard("collect")

    assert (ran.code, ran.out, ran.err) == (failures.ExitCode.INTERRUPTED, "", "")


@pytest.mark.parametrize(
    "text",
    [
        *("yesterday", "", "0001-01-01", "1960-01-01", "0001-01-01T00:00:00+05:00"),
        "9999-12-31T23:59:59-05:00",
    ],
)
def test_what_is_no_time_to_ask_about_is_the_persons_to_fix(statusboard, file, text) -> None:
    statusboard("apply", file)

    for option in ("--from", "--to"):
        ran = statusboard("uptime", "--json", option, text)

        assert ran.code == ExitCode.RULE_BROKEN
        assert json.loads(ran.err)["field"] == option[2:]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-01-31T08:00:00Z", datetime(2026, 1, 31, 8, tzinfo=UTC)),
        ("2026-01-31T08:00:00+01:00", datetime(2026, 1, 31, 7, tzinfo=UTC)),
        ("2026-01-31T08:00", datetime(2026, 1, 31, 8, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_as_utc_unless_it_says_otherwise(text, found) -> None:
    assert instant(text, "--from") == found
