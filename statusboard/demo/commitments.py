"""What the shop of the demo does with its uptime: promises it, corrects it, says and reports it."""

from datetime import datetime

from statusboard.app.doorway import Verb
from statusboard.app.history.commands import correct_history
from statusboard.app.history.inputs import CorrectHistory
from statusboard.app.reports.schedule_commands import schedule_report
from statusboard.app.statements.commands import use_claim
from statusboard.app.statements.inputs import UseClaim
from statusboard.demo.audience import Audience
from statusboard.demo.measurements import show_corrections
from statusboard.demo.people import AT_THE_DESK, PUBLISHER, Given, Result, Staff
from statusboard.demo.scenario import FALSE_ALARM, Scenario
from statusboard.domain.claim import QUARTER_DAYS, YEAR, Asked, ClaimKind
from statusboard.domain.correction import CorrectionKind
from statusboard.domain.objective import Hours, Objective, read_promise, read_window
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.storage.objectives import set_group_objective, set_objective
from statusboard.storage.unit import Unit

# What is promised otherwise than over twelve months: how much, over which window, in which hours.
SERVICE_OBJECTIVES = {
    "Public API": ("99.95", "30d", Hours.ALL),
    "Reports": ("99.5", "quarter", Hours.BUSINESS),
}
GROUP_OBJECTIVES = {
    "Shop": ("99.95", "90d", Hours.ALL),
    "Data": ("99.5", "quarter", Hours.BUSINESS),
}
# Where it is said, and what.
_AVAILABLE = Asked(ClaimKind.AVAILABILITY, QUARTER_DAYS)
_FIRST_WORD = Asked(ClaimKind.FIRST_WORD, YEAR)
USES = (("Home page", _AVAILABLE), ("Press kit", _FIRST_WORD), ("Deck for partners", _AVAILABLE))
SCHEDULE = ReportSchedule("Uptime of the month", "month", list_name="Executives")
_WHY = (
    "The machine that asks was being moved. The log of the gateway shows that every call of these "
    "minutes was answered."
)


def promise(unit: Unit, audience: Audience) -> None:
    """Sets the objectives that are more than a figure over twelve months."""
    for name, (percent, window, hours) in SERVICE_OBJECTIVES.items():
        objective = Objective(read_promise(percent), read_window(window), hours)
        set_objective(unit, audience.services[name], objective)
    for name, (percent, window, hours) in GROUP_OBJECTIVES.items():
        objective = Objective(read_promise(percent), read_window(window), hours)
        set_group_objective(unit, audience.groups[name], objective)


def write_commitments(staff: Staff, scenario: Scenario, audience: Audience) -> None:
    """A correction, the places where claims are made, and a report by schedule."""
    now = scenario.now
    wrong = next(one for one in scenario.scenes if one.services == (FALSE_ALARM,))
    given = CorrectHistory(
        audience.services[FALSE_ALARM], CorrectionKind.FALSE_ALARM, _WHY, outage_at=wrong.start
    )
    _do(staff, PUBLISHER, now, correct_history, given)
    show_corrections(staff.database, now)
    for where, asked in USES:
        _do(staff, PUBLISHER, now, use_claim, UseClaim(where, asked))
    _do(staff, AT_THE_DESK, now, schedule_report, SCHEDULE)


def _do(staff: Staff, who: str, at: datetime, verb: Verb[Given, Result], given: Given) -> Result:
    """What somebody did, by the way that everything is done; who was nobody, the story did."""
    if who in staff.actors:
        return staff.do(who, at, verb, given)
    with staff.database.writing(at, staff.narrator) as unit:
        return verb.run(unit, given).result
