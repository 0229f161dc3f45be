import os

import pytest
from PySide6.QtCore import QSettings

from ui.startup.zoom import LEVELS, Zoom


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    return tmp_path / "window.ini"


def test_it_goes_up_and_down_between_the_ends_and_back(file):
    zoom = Zoom(file)
    assert [zoom.step(1) for _ in range(6)] == [110, 125, 150, 175, 200, 200]
    assert Zoom(file).percent == 200
    assert zoom.is_larger
    assert [zoom.step(-1) for _ in range(8)][-2:] == [LEVELS[0], LEVELS[0]]
    assert zoom.step(0) == 100


@pytest.mark.parametrize("kept", ["", "37", "none", "-100", "٢٠٠"])
def test_what_nobody_can_have_chosen_counts_as_usual(file, kept):
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    settings.setValue("zoom", kept)
    settings.sync()
    assert Zoom(file).percent == 100


@pytest.mark.parametrize(("before", "drawn"), [(None, "1.5"), ("2", "3.0"), ("odd", "1.5")])
def test_the_window_is_drawn_so_and_what_it_starts_is_not(file, monkeypatch, before, drawn):
    if before is not None:
        monkeypatch.setenv("QT_SCALE_FACTOR", before)
    zoom = Zoom(file)
    with zoom.applied():
        assert os.environ.get("QT_SCALE_FACTOR") == before
    for _ in range(3):
        zoom.step(1)
    with zoom.applied():
        assert os.environ["QT_SCALE_FACTOR"] == drawn
    assert os.environ.get("QT_SCALE_FACTOR") == before
