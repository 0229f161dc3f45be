"""Asks the desk what whoever sits here wants to be told, and keeps what they choose."""

from functools import partial

from PySide6.QtCore import QObject

from statusboard.app.alarms.inputs import ChooseRules
from statusboard.app.desk.desk import Desk
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.rules_text import rules_text
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.settings.alarm_rules_section import AlarmRulesSection


async def ask_rules(desk: Desk) -> AlarmRules:
    """The rules of whoever acts here."""
    from statusboard.app.alarms.queries import ALARM_RULES

    me = await desk.who()
    return await desk.ask(ALARM_RULES, me.person_id)


async def choose(desk: Desk, rules: AlarmRules) -> bool:
    """Whether anything is different now."""
    from statusboard.app.alarms.commands import choose_rules

    return await desk.do(choose_rules, ChooseRules(rules_text(rules)))


class AskingAlarmRules(QObject):
    """Carries between the section and the desk."""

    def __init__(self, operations: Operations, section: AlarmRulesSection) -> None:
        super().__init__(section)
        self._operations, self._section = operations, section
        self._answers = LatestWins(operations, self)
        section.chosen.connect(self._choose)

    def refresh(self) -> None:
        """Asks again: another person may sit here."""
        self._answers.ask(
            "rules",
            None,
            partial(ask_rules, self._operations.desk),
            self._section.show_rules,
            lambda error: self._section.show_problem(str(error)),
        )

    def _choose(self, rules: AlarmRules) -> None:
        self._operations.run(
            self,
            choose(self._operations.desk, rules),
            lambda _: None,
            lambda error: self._section.show_problem(str(error)),
        )
