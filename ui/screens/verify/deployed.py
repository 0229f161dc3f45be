"""What was deployed lately, as New Relic knows it, in a line or two below the issues."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtWidgets import QWidget

from statusboard.domain.views.new_relic_deployments import Deployment
from ui.theme.tokens import CAPTION
from ui.widgets.paragraph import Paragraph
from ui.widgets.time_words import age_words, full_words

SHOWN = 3


class Deployed(Paragraph):
    """The newest deployments; nothing where none is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, size=CAPTION, tone="muted")
        self.hide()

    def show_deployments(
        self, deployments: Sequence[Deployment], *, now: datetime, zone: tzinfo
    ) -> None:
        """Shows the newest of them, each with its age."""
        lines = []
        for one in deployments[:SHOWN]:
            age = age_words((now - one.at).total_seconds())
            words = self.tr("Deployed {version}, {age}").format(version=one.version, age=age)
            lines.append(f"{words}: {one.said}" if one.said else words)
        self.set_text("\n".join(lines))
        self.setToolTip("\n".join(full_words(one.at, zone) for one in deployments[:SHOWN]))
        self.setVisible(bool(lines))
