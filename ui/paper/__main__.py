"""`python -m ui.paper FORM [CHART]`: a report as JSON on standard input, its file on the output.

`pages WIDTH MOST` gives the first pages as pictures instead. A process of its own: no window waits
for it, and what is headless needs no screen.
"""

import os
import sys
from collections.abc import Sequence

import msgspec

from statusboard.app.reports.painting import PAGES, framed
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.errors import StatusBoardError

_NICE = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 with a sentence on standard error."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "nice"):
        os.nice(_NICE)  # no window and no probe waits for a processor that draws
    from PySide6.QtGui import QGuiApplication

    from ui.theme.fonts import load_fonts

    report = msgspec.json.decode(sys.stdin.buffer.read(), type=UptimeReport)
    app = QGuiApplication.instance() or QGuiApplication(["statusboard"])
    load_fonts()
    try:
        content = drawn(report, given)
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    del app
    return 0


def drawn(report: UptimeReport, arguments: Sequence[str]) -> bytes:
    """What the arguments ask for. Raises Unavailable where it could not be drawn."""
    from ui.paper.pdf import report_pdf
    from ui.paper.pictures import Chart, chart_png, chart_svg, page_pngs

    form, *rest = arguments
    if form == PAGES:
        return framed(page_pngs(report, width=int(rest[0]), most=int(rest[1])))
    chart = Chart(rest[0]) if rest else Chart.RESPONSE
    match ReportForm(form):
        case ReportForm.PDF:
            return report_pdf(report)
        case ReportForm.PNG:
            return chart_png(report, chart)
        case _:
            return chart_svg(report, chart)


if __name__ == "__main__":
    sys.exit(main())
