"""`python -m ui.paper FORM [CHART]`: a report as JSON on standard input, its file on the output.

A process of its own: no window waits for it, and what is headless needs no screen.
"""

import os
import sys
from collections.abc import Sequence

import msgspec

from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.errors import StatusBoardError


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 with a sentence on standard error."""
    form, *rest = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from ui.paper.pdf import report_pdf
    from ui.paper.pictures import Chart, chart_png, chart_svg
    from ui.theme.fonts import load_fonts

    report = msgspec.json.decode(sys.stdin.buffer.read(), type=UptimeReport)
    app = QGuiApplication.instance() or QGuiApplication(["statusboard"])
    load_fonts()
    chart = Chart(rest[0]) if rest else Chart.RESPONSE
    try:
        match ReportForm(form):
            case ReportForm.PDF:
                content = report_pdf(report)
            case ReportForm.PNG:
                content = chart_png(report, chart)
            case _:
                content = chart_svg(report, chart)
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
