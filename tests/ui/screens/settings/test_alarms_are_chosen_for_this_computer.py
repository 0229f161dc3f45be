"""Tray, strip and what closing means are chosen on this computer, and known at its next start."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from ui.runtime.alarm_choices import AlarmChoices, alarm_choices, begin_alarm_choices
from ui.screens.settings.outlets_section import OutletsSection

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def choices(qapp, theme, tmp_path):
    yield begin_alarm_choices(tmp_path / "window.ini")
    QCoreApplication.instance().setProperty("statusboard_alarm_choices", None)


def test_what_is_pressed_is_kept(choices, qtbot, tmp_path):
    section = OutletsSection()
    qtbot.addWidget(section)
    boxes = (section.tray, section.stays, section.strip)
    assert [box.isChecked() for box in boxes] == [True, False, False]
    section.stays.click()
    section.strip.click()
    choices.be_quiet(NOW + timedelta(hours=1))
    assert alarm_choices() is choices
    choices._settings.sync()

    again = AlarmChoices(begin_alarm_choices(tmp_path / "window.ini")._settings)
    assert (again.shows_tray, again.stays_in_tray, again.shows_strip) == (True, True, True)
    assert again.quiet_until(NOW) == NOW + timedelta(hours=1)
    assert again.quiet_until(NOW + timedelta(hours=1)) is None

    section.tray.click()  # without a tray a window that closes ends
    assert not section.stays.isEnabled()
    assert not section.stays.isChecked()


def test_what_this_desktop_cannot_show_is_said_and_a_trial_is_offered(choices, qtbot):
    section = OutletsSection()
    qtbot.addWidget(section)
    assert section.remarks.isHidden()
    choices.remark("tray", "This desktop has no tray.")
    assert section.remarks.text() == "This desktop has no tray."
    choices.remark("tray", "")
    assert section.remarks.isHidden()
    with qtbot.waitSignal(choices.trial_wanted):
        section.trial.click()
