"""“Join with…”: in which other notice this is told from now on, in which words, and to whom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.endings import JoiningView, Other
from ui.screens.notices.ending.ending_sheet import EndingSheet


class JoinSheet(EndingSheet):
    """Asks once to join both.

    Signals:
        join_wanted: a person decided; carries the id of the one that stays, and the words.
        choice_changed: another one is to stay; carries its id.
    """

    join_wanted = Signal(int, str)
    choice_changed = Signal(int)

    def __init__(self, view: JoiningView, parent: QWidget) -> None:
        super().__init__(self.tr("Join with another notice"), view.title, self.tr("Join"), parent)
        for one in view.others:
            self.choice.addItem(_named(one), one.incident_id)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.lay_out(
            self.tr("Told from now on in"),
            self.tr("What customers read there"),
            self.tr(
                "This one is closed with a line that leads to the other, and nobody is told that "
                "it is resolved. Its services are named there; who was told of it, and who waits "
                "for its end, hears how the other goes on. A draft of it goes along."
            ),
        )
        self.begin_with(view.words)
        self.ask_why(is_emergency=view.is_emergency)
        self.choice.setFocus()

    @property
    def into(self) -> int:
        """The id of the incident that stays."""
        return int(self.choice.currentData())

    def show_view(self, view: JoiningView) -> None:
        """Says who will hear of it."""
        self.ask_why(is_emergency=view.is_emergency)
        if view.reach is not None:
            self.show_reach(view.reach, view.zone, is_end=False)

    def do(self) -> None:
        self.join_wanted.emit(self.into, self.words.toPlainText().strip())

    def _chosen(self) -> None:
        self.choice_changed.emit(self.into)


def _named(one: Other) -> str:
    services = ", ".join(one.services)
    return f"{one.title} · {services}" if services else one.title
