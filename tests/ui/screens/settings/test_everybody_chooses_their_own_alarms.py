"""In Settings a person chooses what they are told of, and when not."""

from dataclasses import replace
from datetime import time

from pytestqt.qtbot import QtBot

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity
from statusboard.domain.alarms.rules import DEFAULT_RULES, AlarmRules, DailyQuiet
from ui.screens.settings.alarm_rules_section import AlarmRulesSection


def test_what_is_chosen_counts_at_once_and_is_shown_as_it_is_kept(qtbot: QtBot) -> None:
    section = AlarmRulesSection()
    qtbot.addWidget(section)
    chosen: list[AlarmRules] = []
    section.chosen.connect(chosen.append)

    box = section.sound[AlarmKind.OUTAGE]
    box.setCurrentIndex(box.findData(AlarmSeverity.CRITICAL.value))
    box.activated.emit(box.currentIndex())
    section.groups.setText("Shop, Platform")
    section.groups.editingFinished.emit()
    assert not section.start.isEnabled()
    section.is_quiet.click()
    assert section.start.isEnabled()

    assert chosen[0].of(AlarmKind.OUTAGE).sound_from is AlarmSeverity.CRITICAL
    assert chosen[0].of(AlarmKind.BLIND) == DEFAULT_RULES.of(AlarmKind.BLIND)
    assert chosen[-1].groups == frozenset({"Shop", "Platform"})
    assert chosen[-1].quiet == DailyQuiet(time(22), time(7))

    weekend = DailyQuiet(time(20), time(8), frozenset({4, 5}), lets_critical=False)
    kept = replace(chosen[-1], quiet=weekend)
    section.show_rules(kept)
    assert section.start.time().toPython() == time(20)
    section.lets_critical.click()
    # The days were chosen elsewhere, and stay.
    assert chosen[-1].quiet == replace(weekend, lets_critical=True)
