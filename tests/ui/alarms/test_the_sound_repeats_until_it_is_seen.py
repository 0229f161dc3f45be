"""The sound: played by a real program, again and again, and still at once when somebody sees it."""

import os
import wave

import pytest
from PySide6.QtCore import QProcess

from statusboard.domain.alarms.alarm import AlarmSeverity
from ui.alarms.sound import AlarmSound, sound_file

PLAYER = '#!/bin/sh\necho "$1" >> "$PLAYED"\n'


@pytest.fixture
def played(tmp_path, monkeypatch):
    """What the only player of this computer was given."""
    if os.name != "posix":
        pytest.skip("a player of the tests is a shell script")
    player = tmp_path / "bin" / "pw-play"
    player.parent.mkdir()
    player.write_text(PLAYER)
    player.chmod(0o755)
    file = tmp_path / "played"
    file.touch()
    monkeypatch.setenv("PATH", f"{player.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setenv("PLAYED", str(file))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    return lambda: [line.rpartition("/")[2] for line in file.read_text().splitlines()]


@pytest.fixture
def sound(operations, owner):
    return AlarmSound(operations, owner, again_ms=3_600_000)  # by hand alone


def is_still(sound):
    return sound._player.state() is QProcess.ProcessState.NotRunning


def test_it_rings_again_until_it_is_seen_and_for_what_is_graver_at_once(
    sound, played, operations, loop, qtbot
):
    def rang(count):
        loop.run_until_complete(operations.settle())
        qtbot.waitUntil(lambda: len(played()) == count and is_still(sound))

    sound.ring(AlarmSeverity.MINOR)
    rang(1)
    sound.ring(AlarmSeverity.MINOR)  # it stands, as every look says again
    sound.ring(AlarmSeverity.CRITICAL)
    rang(2)
    assert sound._again.isActive()
    sound._again.timeout.emit()
    rang(3)
    sound.ring(None)
    assert not sound._again.isActive()
    sound._again.timeout.emit()
    loop.run_until_complete(operations.settle())
    assert played() == ["minor.wav", "critical.wav", "critical.wav"]


@pytest.mark.parametrize("severity", AlarmSeverity)
def test_every_severity_has_a_short_sound_of_its_own(severity):
    with wave.open(str(sound_file(severity))) as opened:
        assert 0.3 < opened.getnframes() / opened.getframerate() < 2
    others = [sound_file(one).read_bytes() for one in AlarmSeverity if one is not severity]
    assert sound_file(severity).read_bytes() not in others


def test_without_a_player_it_beeps(sound, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    beeped = []
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.beep", lambda: beeped.append(True))
    sound.try_it(AlarmSeverity.MAJOR)
    assert beeped == [True]
