"""What is asked of links: the list of them, and what is behind one."""

from statusboard.app.doorway import query
from statusboard.app.reports.share_commands import digest_of
from statusboard.domain.access import Permission
from statusboard.domain.views.reports import ReportContent, ReportLink, SharedReport
from statusboard.storage import report_shares
from statusboard.storage.unit import Unit

# Of what a stranger may have typed no more is looked at.
LONGEST_TOKEN = 64
OVER = ReportContent("", b"", is_over=True)


def _shares(unit: Unit, _given: None) -> tuple[SharedReport, ...]:
    return report_shares.read_shares(unit)


SHARES = query("report.shares", Permission.WRITE)(_shares)


def _content(unit: Unit, given: ReportLink) -> ReportContent | None:
    """What is behind a link; None where nothing ever was. Of what is over, only that it is."""
    if not given.token or len(given.token) > LONGEST_TOKEN:
        return None
    digest = digest_of(given.token)
    found = report_shares.shared_bytes(unit, digest)
    if found is None:
        return OVER if report_shares.was_shared(unit, digest) else None
    name, html, pdf = found
    return ReportContent(name, pdf if given.wants_pdf else html)


CONTENT = query("report.content")(_content)
