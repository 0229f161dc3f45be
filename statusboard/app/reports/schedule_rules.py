"""What a schedule may be, made exact; and when it is due."""

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from statusboard.app.health.uptime_terms import read_terms
from statusboard.app.services.naming import services_named, shortest_name
from statusboard.app.settings import page_zone
from statusboard.domain.instants import to_us
from statusboard.domain.language import Language
from statusboard.domain.report import ReportForm
from statusboard.domain.report_schedule import Every, ReportSchedule, Run, last_run, next_due
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.uptime_rules import RULES
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.report_schedules import read_schedules
from statusboard.storage.unit import Unit

FORMS = tuple(form for form in ReportForm if form not in (ReportForm.PNG, ReportForm.SVG))
LONGEST_NAME = 120
# A folder that is away, or a disk that is full, is tried again: soon at first, then rarely.
_FIRST_AGAIN, _LONGEST_AGAIN = timedelta(minutes=10), timedelta(hours=6)


def settled_schedule(unit: Unit, given: ReportSchedule) -> ReportSchedule:
    """The schedule made exact. Raises RuleBroken with the field at fault."""
    name = clean_line(given.name)
    if not name or len(name) > LONGEST_NAME:
        raise RuleBroken("A schedule needs a name of at most 120 characters.", field="name")
    if given.every not in set(Every):
        raise RuleBroken(f"Made every {', '.join(Every)}; choose one of them.", field="every")
    if given.language not in set(Language):
        raise RuleBroken("The language is en or de.", field="language")
    if bool(given.directory.strip()) == bool(given.list_name.strip()):
        raise RuleBroken("Name either a folder or an inside list.", field="directory")
    form = given.form or ReportForm.PDF.value
    if form not in FORMS:
        raise RuleBroken(f"The form is one of {', '.join(FORMS)}.", field="form")
    settled = ReportSchedule(
        name=name,
        every=given.every,
        form=form,
        services=tuple(_service_names(unit, given.services)),
        language=given.language,
        business_hours=given.business_hours,
        rule=_rule_name(given.rule),
    )
    if given.list_name.strip():
        return replace(settled, list_name=_list_name(unit, given.list_name))
    folder = Path(given.directory.strip())
    if not folder.is_absolute() or not str(folder).isprintable():
        raise RuleBroken("Write the whole path of the folder, from its root.", field="directory")
    settled = replace(settled, directory=str(folder))
    _refuse_twins(unit, settled)
    return settled


def _refuse_twins(unit: Unit, wanted: ReportSchedule) -> None:
    """A file is called by its period, so the later of two would take the place of the other."""

    def file_of(one: ReportSchedule) -> tuple[str, str, str]:
        return os.path.normpath(one.directory), one.form, one.every

    for known in read_schedules(unit):
        one = known.schedule
        if one.directory and one.name != wanted.name and file_of(one) == file_of(wanted):
            sentence = f"“{one.name}” writes that file already. Choose another folder or form."
            raise RuleBroken(sentence, field="directory")


def due_us(unit: Unit, every: str) -> int:
    """When the next report is due, counted from now."""
    zone = ZoneInfo(page_zone(unit))
    contract_day = read_terms(unit).contract_day
    return to_us(next_due(Every(every), unit.now, zone, contract_day=contract_day))


def run_of(unit: Unit, every: str) -> Run:
    """The newest run that is due: missed ones are caught up once, by it."""
    zone = ZoneInfo(page_zone(unit))
    return last_run(Every(every), unit.now, zone, contract_day=read_terms(unit).contract_day)


def again_at(now: datetime, tries: int) -> datetime:
    """When what could not be made is tried again, after so many tries before this one."""
    factor: int = 2 ** min(tries, 10)
    return now + min(_LONGEST_AGAIN, _FIRST_AGAIN * factor)


def _service_names(unit: Unit, names: tuple[str, ...]) -> list[str]:
    components = read_components(unit)
    groups = {group.id: group.name for group in read_groups(unit)}
    return [shortest_name(one, components, groups) for one in services_named(unit, names)]


def _rule_name(name: str) -> str:
    """The name of a rule; empty for the usual one, which needs none."""
    wanted = clean_line(name)
    if wanted and wanted not in RULES:
        known = ", ".join(RULES)
        raise RuleBroken(f"There is no rule “{wanted}”. There are: {known}.", field="rule")
    return "" if wanted == DEFAULT_RULE.name else wanted


def _list_name(unit: Unit, name: str) -> str:
    wanted = clean_line(name).casefold()
    lists = read_lists(unit)
    found = next((one.name for one in lists if one.name.casefold() == wanted), None)
    if found is None:
        there = ", ".join(one.name for one in lists) or "none yet"
        raise RuleBroken(
            f"There is no inside list called “{name}”. There are: {there}.", field="list_name"
        )
    return found
