import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from statusboard.app.installation import data_folder, open_database

ROOT = Path(__file__).parents[3]
SCREENS = {
    *("board.png", "notices.png", "uptime.png", "verify.png", "maintenance.png"),
    *("subscribers.png", "people.png", "channels.png", "lists.png", "settings.png"),
    *("team.png", "team-rules.png", "team-trail.png", "statement.png"),
}


def draw(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "ui.gallery", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_every_screen_becomes_a_picture_of_the_size_asked_for(tmp_path):
    out, database = tmp_path / "out", tmp_path / "statusboard.db"
    open_database(str(database)).close()
    done = draw("--out", str(out), "--database", str(database), "--size", "1280x800")
    assert (done.returncode, done.stderr) == (0, "")
    assert {file.name for file in out.iterdir()} == SCREENS
    for file in out.iterdir():
        assert QImage(str(file)).size().toTuple() == (1280, 800)


@pytest.mark.slow  # all screens are drawn once more
def test_nobody_s_database_is_made_for_pictures(tmp_path):
    named = draw("--out", str(tmp_path / "out"), "--database", str(tmp_path / "typo.db"))
    assert (named.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "no StatusBoard" in named.stderr

    own = draw("--out", str(tmp_path / "out"))
    assert own.returncode == 0, own.stderr
    assert {file.name for file in (tmp_path / "out").iterdir()} == SCREENS
    assert not data_folder().joinpath("statusboard.db").exists()


def test_a_size_that_is_none_is_refused_with_a_sentence(tmp_path):
    done = draw("--out", str(tmp_path), "--size", "large")
    assert done.returncode == 1
    assert "“large” is not a size" in done.stderr


@pytest.mark.slow
def test_the_demo_is_drawn_from_a_folder_of_its_own(tmp_path):
    done = draw("--out", str(tmp_path / "out"), "--demo", "--theme", "dark")
    assert done.returncode == 0, done.stderr
    assert {file.name for file in (tmp_path / "out").iterdir()} == SCREENS
