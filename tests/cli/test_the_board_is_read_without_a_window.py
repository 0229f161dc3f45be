"""The board as text: what is wrong, since when, what customers are told, the next promise."""

import io
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from statusboard.app.programs.windowless import Scene
from statusboard.cli.board import Paper
from statusboard.cli.board_text import NO_PAGE, NO_PLACE, NO_SERVICES, STOP, board_lines, head_line
from statusboard.cli.display import has_display
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.settings import OpenStep
from tests.fixtures.processes import has_ended
from tests.fixtures.views import (
    TROUBLE_AT,
    a_told,
    board_in_trouble,
    changed,
    empty_board,
    quiet_board,
)

ROOT = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8417/"
BOUND_S = 120.0


def text(scene: Scene) -> str:
    """The board without the breaks of its lines."""
    return " ".join(" ".join(board_lines(scene)).split())


def test_in_trouble_it_says_what_since_when_what_is_told_and_promised() -> None:
    said = text(Scene(board_in_trouble(), ADDRESS))

    for words in (
        f"Page: {ADDRESS}",
        "Stop with Ctrl+C",
        "not as usual:",
        "Checkout API (Shop), since 14:02 CET",
        "Customers are told:",
        "Next update promised by",
    ):
        assert words in said
    assert said.index("Major outage") < said.index("Degraded")
    assert head_line(Scene(board_in_trouble())).endswith("· as of 14:20:00 CET")


def test_planned_work_is_told_while_it_goes_on_and_before() -> None:
    assert "Planned work: Feature flags, until 15:00 CET" in text(Scene(board_in_trouble()))
    assert "Planned work: Feature flags, 14:00 CET to 15:00 CET" in text(Scene(quiet_board()))
    assert "Planned work" not in text(Scene(quiet_board(happenings=())))


def test_a_good_day_is_short() -> None:
    said = text(Scene(quiet_board(), ADDRESS))

    assert "All services are operational (48)." in said
    assert "Customers are told nothing." in said
    assert "not as usual" not in said


def test_a_promise_that_has_passed_is_overdue_and_silence_is_named() -> None:
    late = a_told(TROUBLE_AT)
    wording = replace(late.wording, next_update_at=TROUBLE_AT - timedelta(minutes=1))
    overdue = board_in_trouble(told=(replace(late, wording=wording),))
    unpromised = replace(late, wording=replace(wording, next_update_at=None))

    assert "was promised by 14:19 CET: it is overdue." in text(Scene(overdue))
    assert "No next update was promised." in text(Scene(board_in_trouble(told=(unpromised,))))
    assert "Customers have been told nothing yet." in text(Scene(board_in_trouble(told=())))


def test_customers_words_are_those_of_the_page() -> None:
    told = a_told(TROUBLE_AT)
    body = "**We** move it.\n\n- one <!-- ask Ben -->\n\n\x1b[2J"
    board = board_in_trouble(told=(replace(told, wording=replace(told.wording, body=body)),))

    said = "\n".join(board_lines(Scene(board)))
    assert "    We move it.\n\n    - one" in said
    assert "Ben" not in said
    assert "\x1b" not in said


def test_what_is_out_of_date_and_what_is_in_the_way_is_said() -> None:
    tiles = changed(quiet_board().tiles, "Search", stale=True, status=ComponentStatus.UNKNOWN)
    board = quiet_board(tiles=tiles, problems=("Nobody watches.",), publish_problem="It is full.")

    said = text(Scene(board, ADDRESS, ("The collector stopped.",)))
    assert "No data, out of date Search" in said
    assert "1 of 48 services not as usual" in said
    for problem in ("The collector stopped.", "Nobody watches.", "It is full."):
        assert problem in said


def test_what_is_not_there_yet_is_said_with_what_to_do() -> None:
    assert text(Scene()).endswith("Starting …")
    assert text(Scene(problems=("The office did not start.",))).endswith("did not start.")
    said = text(Scene(empty_board()))
    assert NO_PAGE in said
    assert NO_SERVICES in said
    assert "apply" in said
    assert head_line(Scene()) == "StatusBoard"
    assert "(sample data)" in head_line(Scene(quiet_board(is_demo=True)))


def test_a_page_without_a_place_is_said_to_need_one() -> None:
    placeless = replace(quiet_board(), still_open=(OpenStep.PUBLISH,))

    assert NO_PLACE in text(Scene(placeless, ADDRESS))
    assert NO_PLACE not in text(Scene(quiet_board(), ADDRESS))


def test_the_page_of_the_sample_data_needs_no_folder_named() -> None:
    said = "\n".join(board_lines(Scene(quiet_board(is_demo=True))))

    assert "No page was published" not in said
    assert said.startswith(STOP)


def test_below_each_other_only_changes_are_printed() -> None:
    stream = io.StringIO()
    paper = Paper.of(stream)

    paper.show("as of 14:20", ["one"])
    paper.show("as of 14:21", ["one"])
    paper.show("as of 14:22", ["two"])
    paper.say("The end")

    assert stream.getvalue() == "as of 14:20\none\n\nas of 14:22\ntwo\n\nThe end\n"


def test_on_a_terminal_it_is_printed_over_what_stood_there() -> None:
    stream = io.StringIO()
    paper = Paper(stream, lambda: (20, 5))

    paper.show("14:20", ["one", "two", "x" * 40])
    paper.show("14:21", ["one"])
    paper.show("14:22", [str(n) for n in range(9)])

    first, second, third = stream.getvalue().split("\x1b[J")[:3]
    assert first == f"14:20\x1b[K\none\x1b[K\ntwo\x1b[K\n{'x' * 19}\x1b[K\n"
    assert second == "\x1b[4F14:21\x1b[K\none\x1b[K\n"
    assert third.endswith("14:22\x1b[K\n0\x1b[K\n1\x1b[K\n…\x1b[K\n")


def test_a_reader_that_has_gone_ends_it_without_a_word() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as stream:
        paper = Paper.of(stream)
        paper.show("14:20", ["one"])
        assert not paper.is_gone

        os.close(reading)
        paper.show("14:21", ["two"])
        paper.say("The end")

    assert paper.is_gone


def test_a_display_is_one_that_answers() -> None:
    def asks(answers: bool) -> Callable[[str], bool]:
        return lambda name: answers and name == ":7"

    for named in ("DISPLAY", "WAYLAND_DISPLAY"):
        assert has_display({named: ":7"}, "linux", x11=asks(True), wayland=asks(True))
        assert not has_display({named: ":7"}, "linux", x11=asks(False), wayland=asks(False))
        assert has_display({named: ":7", "QT_QPA_PLATFORM": "xcb"}, "linux", x11=asks(False))
    assert not has_display({"DISPLAY": ""}, "linux", x11=asks(True))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without one")
def test_a_display_that_is_gone_is_none() -> None:
    assert not has_display({"DISPLAY": ":7654"}, "linux")
    assert not has_display({"WAYLAND_DISPLAY": "no-such-compositor"}, "linux")


FILE = """\
[page]
name = "Northwind"

[[target]]
kind = "folder"
path = "{folder}"

[[service]]
name = "Shop"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:9/"
  interval = "1m"
  deadline = "5s"
"""


@contextmanager
def opened(database: Path) -> Iterator["subprocess.Popen[str]"]:
    """`packaging/run.py` without a display, gone afterwards whatever happens."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    around = {name: value for name, value in os.environ.items() if name not in hidden}
    with subprocess.Popen(
        [sys.executable, ROOT / "packaging" / "run.py"],
        env={**around, "STATUSBOARD_DATABASE": str(database)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(process: "subprocess.Popen[str]", wanted: str) -> re.Match[str]:
    """What stands in the first line that is like this."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(wanted, line)
        if found is not None:
            return found
    raise AssertionError(f"it ended without saying {wanted}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without one")
@pytest.mark.skipif(
    # A link leads to an environment of others, which making it anew would empty.
    Path(sys.prefix) != ROOT / ".venv" or (ROOT / ".venv").is_symlink(),
    reason="the command would make its environment first",
)
def test_the_first_command_serves_the_page_and_takes_everything_with_it(
    statusboard, tmp_path: Path
) -> None:
    (tmp_path / "desk.toml").write_text(FILE.format(folder=tmp_path / "page"))
    assert statusboard("apply", tmp_path / "desk.toml").code == 0

    with opened(tmp_path / "statusboard.db") as process:
        address = read_until(process, r"Page: (http://\S+)")[1]
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert b"Northwind" in answer.read()
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) == 2
        process.send_signal(signal.SIGHUP)
        read_until(process, "Ending what was started")
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        assert "Ending" not in process.stdout.read()
        assert process.wait(BOUND_S) == 0
        ends = time.monotonic() + BOUND_S
        while not all(has_ended(child.pid) for child in children):
            assert time.monotonic() < ends
            time.sleep(0.02)
