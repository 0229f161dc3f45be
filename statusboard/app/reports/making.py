"""Makes a report that is due: into a folder, or for the people of a list. Blocking."""

from contextlib import suppress
from pathlib import Path

from statusboard.app.reports.files import file_name, media_type, report_file
from statusboard.app.reports.inputs import ListedReport, ReportAsk, ShareReport
from statusboard.app.reports.share_commands import frozen_as
from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.domain.report_summary import dates_line, heading, summary, words_of
from statusboard.errors import Unavailable


def listed(report: UptimeReport, asked: ReportAsk, form: ReportForm) -> ListedReport:
    """The report for a list. Raises Unavailable where it cannot be drawn."""
    share = frozen_as(report, ShareReport(asked))
    content = share.pdf if form is ReportForm.PDF else report_file(report, form)
    file = AttachedFile(file_name(report, form), media_type(form), content)
    return ListedReport(share, file, message_of(report), report.language)


def message_of(report: UptimeReport) -> str:
    """The words of a message about it: what the front of the report says."""
    sample = ("", words_of(report).phrases.sample) if report.is_demo else ()
    return "\n".join((heading(report), dates_line(report), "", *summary(report), *sample))


def write_into(folder: Path, report: UptimeReport, form: ReportForm) -> str:
    """Writes it whole or not at all; the name of the file. Raises Unavailable."""
    content = report_file(report, form)
    path = folder / file_name(report, form)
    half = path.with_name(f".{path.name}.part")
    try:
        # Made anew, as a link that lay there would lead to another file.
        half.unlink(missing_ok=True)
        with half.open("xb") as stream:
            stream.write(content)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise Unavailable(
            f"{path.name} could not be written into the folder ({error.strerror})."
        ) from error
    return path.name
