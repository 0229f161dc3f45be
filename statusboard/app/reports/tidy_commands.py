"""Keeps nothing of reports that nobody is to see any more: behind links, and along with mails."""

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.reports.inputs import TidyReports
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage.handover_files import drop_files, files_not_needed
from statusboard.storage.report_shares import drop_what_is_over, shares_over
from statusboard.storage.unit import Unit


def _left_over(unit: Unit, _given: None) -> bool:
    return bool(shares_over(unit) or files_not_needed(unit))


# Whether there is anything that is not to be kept.
LEFT_OVER = query("report.left_over")(_left_over)


@verb("report.tidy", Permission.RUN, TidyReports, int)
def tidy(unit: Unit, _given: TidyReports) -> Done[int]:
    """How many links and files nothing is kept of from now on. That there were links stays."""
    over, files = drop_what_is_over(unit), drop_files(unit)
    detail: dict[str, object] = {"links": list(over), "files": files}
    audit = Audit("reports", detail) if over or files else None
    changes = Changes.of(Topic.SETTINGS) if over else Changes()
    return Done(len(over) + files, changes, audit)
