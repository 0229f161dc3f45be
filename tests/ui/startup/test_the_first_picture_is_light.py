import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest

from tests import builders_views as views
from ui.startup.options import Options, data_folder, read_options
from ui.startup.snapshot import save_snapshot

ROOT = Path(__file__).parents[3]
LONG_AGO = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
HEAVY = {
    "asyncio", "numpy", "sqlalchemy", "pyqtgraph", "httpx", "httpcore", "qasync", "msgspec",
    "platformdirs", "alembic", "jinja2",
}  # fmt: skip

# Opens the window as the program does, and tells what was loaded when it had been painted.
PROGRAM = """
import json, sys
from ui.startup.opening import FirstPaint, open_application, open_window
from ui.startup.options import read_options

options = read_options(json.loads(sys.argv[1]))
app = open_application([], options)
window = open_window(options)
first = FirstPaint(window)

def report():
    said = window.face.banner.words
    loaded = [name for name, module in sys.modules.items() if module is not None]
    print(json.dumps({"modules": loaded, "said": said,
                      "welcome": window.is_welcoming}), flush=True)
    window.close()
    app.quit()

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
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_heavy_is_imported_before_the_first_picture():
    found = {name.partition(".")[0] for name in first_picture()["modules"]}
    assert not found & HEAVY


def test_the_first_picture_is_the_last_known_board_with_its_age(own_home):
    options = Options(None, demo=False, data_folder=data_folder())
    save_snapshot(views.quiet_board(LONG_AGO), options.snapshot_file)
    said = first_picture()["said"]
    assert said.startswith("Nothing is being watched. The last answer came")


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
