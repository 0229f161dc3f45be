"""Verbs of links: a report is frozen and shared by one, and the link is ended.

It goes to whoever has the address, so it takes whoever may publish.
"""

import hashlib
import secrets
from dataclasses import replace

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.reports.files import file_name, report_file
from statusboard.app.reports.inputs import EndShare, ReportAddress, ShareReport
from statusboard.app.reports.queries import REPORT
from statusboard.app.settings import PUBLIC_URL, text_setting
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import DAY_US
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.domain.report_summary import title_of
from statusboard.errors import RuleBroken
from statusboard.render.reports.page import report_html
from statusboard.storage import report_shares
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

UNKNOWN_SERVER = "https://YOUR-PAGE-SERVER"
PATH = "report"
# Where the PDF of a page lies: behind the same address.
PDF = "?pdf"
MOST_DAYS = 3_660
_LENGTH_BYTES = 32


def freeze(doorway: Doorway, given: ShareReport) -> ShareReport:
    """The report as it is now, made into what will be shown; drawing takes a moment."""
    if given.days is not None and not 1 <= given.days <= MOST_DAYS:
        raise RuleBroken(f"A link lasts from 1 to {MOST_DAYS} days.", field="days")
    return frozen_as(doorway.ask(REPORT, given.asked), given)


def frozen_as(report: UptimeReport, given: ShareReport) -> ShareReport:
    """A report, made into what will be shown. Blocking: it is drawn."""
    return replace(
        given,
        title=title_of(report),
        name=file_name(report, ReportForm.PDF),
        html=report_html(report, PDF),
        pdf=report_file(report, ReportForm.PDF),
    )


def has_public_address(unit: Unit) -> bool:
    """Whether somebody said where the page server is reached, so that a link leads there."""
    return bool(text_setting(read_settings(unit), PUBLIC_URL))


def share_for(unit: Unit, given: ShareReport, days: int) -> str:
    """Shares what was frozen for so many days; its address."""
    return share_report.run(unit, replace(given, days=days)).result.url


@verb("report.share", Permission.PUBLISH, ShareReport, ReportAddress, prepare=freeze)
def share_report(unit: Unit, given: ShareReport) -> Done[ReportAddress]:
    """The address, which is told this once: of its token only a digest is kept."""
    token = secrets.token_urlsafe(_LENGTH_BYTES)
    until_us = None if given.days is None else unit.now_us + given.days * DAY_US
    by = "" if unit.actor is None else unit.actor.name
    number = report_shares.add_share(
        unit,
        report_shares.NewShare(
            *(digest_of(token), given.title, given.name, given.html, given.pdf, by, until_us)
        ),
    )
    public_url = text_setting(read_settings(unit), PUBLIC_URL).rstrip("/")
    url = f"{public_url or UNKNOWN_SERVER}/{PATH}/{token}"
    return Done(
        ReportAddress(number, url, is_whole=bool(public_url)),
        Changes.of(Topic.SETTINGS),
        Audit(given.title, {"link": number, "days": given.days}),
    )


@verb("report.end_share", Permission.PUBLISH, EndShare, str)
def end_share(unit: Unit, given: EndShare) -> Done[str]:
    """The title of what nobody can open any more. Raises RuleBroken where it had ended."""
    title = report_shares.end_share(unit, given.share_id)
    if title is None:
        raise RuleBroken("There is no such link, or it has ended already.", field="share_id")
    return Done(title, Changes.of(Topic.SETTINGS), Audit(title, {"link": given.share_id}))


def digest_of(token: str) -> str:
    """What is kept of a token. So much chance needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
