import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QSize

from tests.fixtures import views
from ui.startup.options import Options, data_folder, read_options
from ui.startup.picture import Picture
from ui.startup.picture_taking import take_picture
from ui.startup.snapshot import save_snapshot

ROOT = Path(__file__).parents[3]
LONG_AGO = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
HEAVY = {
    "asyncio", "numpy", "sqlalchemy", "pyqtgraph", "httpx", "httpcore", "qasync", "msgspec",
    "platformdirs", "alembic", "jinja2",
}  # fmt: skip

# What paints a picture with words on it, in a frame. Each more makes everybody wait.
NEEDED = {
    "statusboard.app.clock", "ui.shell.frame", "ui.shell.geometry", "ui.startup.opening",
    "ui.startup.options", "ui.startup.picture", "ui.startup.switches", "ui.startup.zoom",
    "ui.theme.appearance", "ui.theme.bundled", "ui.theme.fonts", "ui.theme.palette",
    "ui.theme.theme", "ui.theme.tokens", "ui.widgets.time_words",
}  # fmt: skip
PACKAGES = {
    "resources", "statusboard", "statusboard.app", "ui", "ui.shell", "ui.startup", "ui.theme",
    "ui.widgets",
}  # fmt: skip

# Opens the window as the program does, and tells what was loaded when it had been painted.
PROGRAM = """
import json, linecache, sys
from ui.startup.opening import FirstPaint, open_application, open_frame
from ui.startup.options import read_options

options = read_options(json.loads(sys.argv[1]))
app = open_application([], options)
frame = open_frame(options)
first = FirstPaint(frame)

def report():
    # The namespace is made at its first touch, with all of its enumerations.
    has_qt = "Qt" in vars(sys.modules["PySide6.QtCore"])
    window = frame.content
    said = window.face.banner.words if window else frame.accessibleDescription()
    loaded = [name for name, module in sys.modules.items() if module is not None]
    print(json.dumps({"modules": loaded, "said": said, "sources": sources,
                      "has_qt": has_qt, "title": frame.windowTitle(), "is_picture": window is None,
                      "welcome": bool(window) and window.is_welcoming}), flush=True)
    frame.close()
    app.quit()

import imaplib  # stands for what is imported after the application is made
sources = [name for name in linecache.cache if name.endswith("imaplib.py")]
first.painted.connect(report)
app.exec()
"""


def first_picture(arguments=()):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(list(arguments))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_heavy_is_imported_before_the_first_picture():
    found = {name.partition(".")[0] for name in first_picture()["modules"]}
    assert not found & HEAVY


def test_no_source_is_kept_of_what_is_imported_once_the_application_stands():
    assert first_picture()["sources"] == []


def test_the_first_picture_is_the_last_known_board_with_its_age(own_home):
    options = Options(None, demo=False, data_folder=data_folder())
    save_snapshot(views.quiet_board(LONG_AGO), options.snapshot_file)
    said = first_picture()["said"]
    assert said.startswith("Nothing is being watched. The last answer came")


def leave_behind(view, **changes):
    """What a window leaves when it is closed; offscreen, the next one is as large."""
    options = Options(None, demo=False, data_folder=data_folder())
    save_snapshot(view, options.snapshot_file)
    kept = take_picture(view, QSize(960, 800), is_demo=False)
    Picture(kept.facts._replace(**changes), kept.image).save(options.picture_file)


def test_the_first_picture_is_the_one_that_was_left_behind(own_home, theme):
    leave_behind(views.quiet_board(LONG_AGO))
    first = first_picture()
    assert first["is_picture"]
    assert first["title"] == "Northwind · StatusBoard"
    assert first["said"].startswith("Opening the board. The last answer came ")
    assert " days ago, on 6 May 2024, 09:07. " in first["said"]


def test_a_picture_in_the_other_theme_gives_way_to_the_board_itself(own_home, theme):
    leave_behind(views.quiet_board(LONG_AGO), is_dark=1)
    first = first_picture()
    assert not first["is_picture"]
    assert first["said"].startswith("Nothing is being watched. The last answer came")


def test_before_a_picture_only_what_paints_it_is_imported(own_home, theme):
    leave_behind(views.quiet_board(LONG_AGO))
    first = first_picture()
    loaded = set(first["modules"])
    ours = {name for name in loaded if name.split(".")[0] in {"ui", "statusboard", "resources"}}
    assert {name for name in ours if name not in PACKAGES} == NEEDED
    assert not loaded & {"dataclasses", "zoneinfo", "importlib.resources"}
    assert not first["has_qt"]


def test_a_window_leaves_a_picture_behind(own_home, theme):
    leave_behind(views.quiet_board(LONG_AGO))
    options = Options(None, demo=False, data_folder=data_folder())
    options.picture_file.unlink()
    assert not first_picture()["is_picture"]
    assert first_picture()["is_picture"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_what_a_window_leaves_behind_is_its_owners_alone(own_home, theme):
    before = os.umask(0o000)
    try:
        leave_behind(views.quiet_board(LONG_AGO))
    finally:
        os.umask(before)
    options = Options(None, demo=False, data_folder=data_folder())
    for file in (options.snapshot_file, options.picture_file):
        assert file.stat().st_mode & 0o077 == 0
    assert options.data_folder.stat().st_mode & 0o077 == 0


def test_the_very_first_picture_is_the_welcome():
    assert first_picture()["welcome"]


def test_a_broken_snapshot_does_not_stop_the_window(own_home):
    options = Options(None, demo=False, data_folder=data_folder())
    options.snapshot_file.parent.mkdir(parents=True)
    options.snapshot_file.write_text('{"version": 1, "board": {"tiles": 3}}')
    (options.data_folder / "statusboard.db").touch()
    assert first_picture()["said"].startswith("Opening the board")


def test_the_data_folder_is_that_of_the_programs_without_a_screen(own_home):
    assert data_folder() == platformdirs.user_data_path("StatusBoard", appauthor=False)


def test_the_demo_keeps_to_its_own_folder():
    assert read_options(["--demo"]).data_folder == data_folder() / "demo"


def test_every_database_has_a_snapshot_of_its_own(tmp_path):
    one = Options("postgresql://one", demo=False, data_folder=tmp_path)
    two = Options("postgresql://two", demo=False, data_folder=tmp_path)
    own = Options(None, demo=False, data_folder=tmp_path)
    assert len({one.snapshot_file, two.snapshot_file, own.snapshot_file}) == 3


def test_a_file_has_one_snapshot_wherever_one_stands(tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    ways = ("x.db", "sqlite:///x.db", str(tmp_path / "x.db"), f"sqlite:///{tmp_path}/x.db")
    here = {Options(way, demo=False, data_folder=tmp_path).snapshot_file for way in ways}
    monkeypatch.chdir("other")
    there = {Options(way, demo=False, data_folder=tmp_path).snapshot_file for way in ways[:2]}
    assert (len(here), len(there), len(here | there)) == (1, 1, 2)


def test_the_environment_names_a_database_to_the_window_as_well(monkeypatch, capsys):
    monkeypatch.setenv("STATUSBOARD_DATABASE", "postgresql://one")
    assert read_options([]).database == "postgresql://one"
    assert read_options(["--database", "x.db"]).database == "x.db"
    assert read_options(["--demo"]).database is None
    monkeypatch.setenv("STATUSBOARD_DATABASE", " ")
    assert read_options(["--demo"]).database is None
    with pytest.raises(SystemExit):
        read_options([])
    assert "is given as an empty text: name a file or a URL" in capsys.readouterr().err


def test_it_is_the_first_start_until_there_is_a_database(tmp_path):
    options = Options(None, demo=False, data_folder=tmp_path)
    assert options.is_first_start
    (tmp_path / "statusboard.db").touch()
    assert not options.is_first_start
    assert not Options("sqlite:///x", demo=False, data_folder=tmp_path / "no").is_first_start


def test_unknown_arguments_are_refused(capsys):
    with pytest.raises(SystemExit) as left:
        read_options(["--loud"])
    assert left.value.code == 2
    assert "--loud" in capsys.readouterr().err
