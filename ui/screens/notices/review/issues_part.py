"""What New Relic calls an issue at the services that a notice names, for the last look."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.app.new_relic.entities import ENTITIES_OF
from statusboard.domain.views.new_relic_figures import FindIssues, IssuesFound
from statusboard.domain.views.notices import ReviewView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.theme.tokens import SPACE_2
from ui.widgets.new_relic_issues import NewRelicIssues
from ui.widgets.section_label import SectionLabel
from ui.widgets.time_words import zone_of


class IssuesPart(QWidget):
    """Unseen where no entity of New Relic stands behind the services."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issues = NewRelicIssues()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE_2, 0, 0)
        box.setSpacing(SPACE_2)
        box.addWidget(SectionLabel(self.tr("Open issues in New Relic")))
        box.addWidget(self.issues)
        self.hide()


class AskingForIssues:
    """Asks for them once for every sheet; nothing of the notice waits for the answer."""

    def __init__(self, operations: Operations, answers: LatestWins) -> None:
        self._operations = operations
        self._answers = answers

    def ask(self, view: ReviewView, part: IssuesPart, *, now: Callable[[], datetime]) -> None:
        """Fills the part of a sheet."""

        def show(found: IssuesFound | None) -> None:
            part.setVisible(found is not None)
            if found is not None:
                part.issues.show_issues(found.issues, now=now(), zone=zone_of(view.zone))

        def failed(error: StatusBoardError) -> None:
            part.show()
            part.issues.show_problem(str(error))

        named = tuple(sorted(view.wording.components))
        self._answers.ask("issues", named, lambda: self._find(named), show, failed)

    async def _find(self, component_ids: Sequence[int]) -> IssuesFound | None:
        desk = self._operations.desk
        guids = await desk.ask(ENTITIES_OF, tuple(component_ids))
        return await desk.find_issues(FindIssues(guids)) if guids else None
