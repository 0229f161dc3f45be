import json
import logging
from dataclasses import replace

import pytest

from tests.fixtures import views
from tests.fixtures.wordings import dropped, full_wording
from ui.startup.snapshot import VERSION, load_snapshot, save_snapshot


@pytest.mark.parametrize(
    "view",
    [views.board_in_trouble(), views.quiet_board(), views.empty_board(), views.large_board(500, 9)],
    ids=["trouble", "quiet", "empty", "large"],
)
def test_what_is_read_is_what_was_written(tmp_path, view):
    file = tmp_path / "deep" / "board.json"
    save_snapshot(view, file)
    assert load_snapshot(file) == view
    assert [entry.name for entry in file.parent.iterdir()] == ["board.json"]


def test_every_field_of_what_customers_are_told_is_kept(tmp_path):
    view = views.board_in_trouble()
    told = replace(view.told[0], wording=full_wording())
    save_snapshot(replace(view, told=(told,)), tmp_path / "board.json")
    read = load_snapshot(tmp_path / "board.json")
    assert read is not None
    assert dropped(told.wording, read.told[0].wording) == []


def test_no_file_is_no_board(tmp_path):
    assert load_snapshot(tmp_path / "board.json") is None


def test_another_version_is_not_read(tmp_path):
    file = tmp_path / "board.json"
    save_snapshot(views.quiet_board(), file)
    content = json.loads(file.read_text())
    file.write_text(json.dumps({**content, "version": 0}))
    assert load_snapshot(file) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        f'{{"version": {VERSION}, "board": {{}}}}',
        f'{{"version": {VERSION}, "board": {{"zone": 5}}}}',
    ],
)
def test_a_file_that_makes_no_sense_is_no_board(tmp_path, content, allow_logs):
    heard = allow_logs("ui.startup.snapshot", level=logging.WARNING)
    file = tmp_path / "board.json"
    file.write_text(content)
    assert load_snapshot(file) is None
    assert len(heard) == 1


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path, allow_logs):
    heard = allow_logs("ui.startup.snapshot", level=logging.WARNING)
    blocked = tmp_path / "file"
    blocked.touch()
    save_snapshot(views.quiet_board(), blocked / "board.json")
    assert len(heard) == 1
