"""How a service came to its state: its turns on the left, the chosen one replayed on the right."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from statusboard.domain.views.replay import ReplayView, Turn, TurnsView
from ui.keys.key import Key
from ui.screens.verify.replay_text import replay_html
from ui.theme.fonts import font
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, SPACE_4
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import moment_words, zone_of

_WIDTH, _HEIGHT, _TURNS = 860, 560, 250


class ReplaySheet(Sheet):
    """Opened with `open()`. Arrows walk through the turns; the newest state is chosen at first.

    Signals:
        asked: a state is to be replayed; carries its turn, or None for the state now.
        correct_wanted: what it was from a turn on is to be corrected; carries the turn, or None.
    """

    asked = Signal(object)
    correct_wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT, subtitle=name)
        self.entitle(self.tr("How it came to its state"))
        self.turns = QListWidget()
        self.turns.setAccessibleName(self.tr("Its turns"))
        self.turns.setFixedWidth(_TURNS)
        self.turns.setWordWrap(True)
        self.turns.setFont(font(BODY))
        self.turns.setSpacing(3)
        self.turns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.turns.currentRowChanged.connect(self._ask)
        self._correct_action = QAction(self.tr("Correct…"), self)
        self._correct_action.triggered.connect(lambda _=False: self._correct())
        self.turns.addAction(self._correct_action)
        self.turns.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFont(font(BODY))
        self.text.setProperty("surface", "bare")
        self.text.setAccessibleName(self.tr("The state replayed"))
        self.text.setPlainText(self.tr("Reading the turns…"))
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        row.setSpacing(SPACE_4)
        row.addWidget(self.turns)
        row.addWidget(self.text, 1)
        self.content.addWidget(inner, 1)
        self._said = Label(tone="muted", wrap=True)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = close
        self.correct = QPushButton(self.tr("Correct…"))
        self.correct.setToolTip(
            self.tr("Say what it truly was from this turn on ({key})").format(
                key=Key.CORRECT_TURN.text
            )
        )
        self.correct.clicked.connect(self._correct)
        self.correct.setEnabled(False)
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(self.correct)
        self.foot.addWidget(close)
        self._shown: tuple[Turn, ...] = ()
        self._as_of: datetime | None = None

    @property
    def now(self) -> datetime | None:
        """The last instant before the one at which the turns were read; None until they were."""
        return None if self._as_of is None else self._as_of - timedelta(microseconds=1)

    @property
    def said(self) -> str:
        """What stands below the turns."""
        return self._said.text()

    def show_turns(self, view: TurnsView) -> None:
        """Lists the turns, and asks for the state now."""
        self._shown, self._as_of = view.turns, view.as_of
        now = status_style(view.status, tokens()).word
        self.turns.addItem(QListWidgetItem(self.tr("Now: {state}").format(state=now)))
        for turn in view.turns:
            self.turns.addItem(QListWidgetItem(self._turn_words(turn, view)))
        if view.is_cut:
            said = self.tr("The newest {n} turns of the last {days} days.")
            self._said.setText(said.format(n=len(view.turns), days=view.days))
        elif view.turns:
            self._said.setText(self.tr("Its turns of the last {n} days.").format(n=view.days))
        else:
            self._said.setText(self.tr("No turn in the last {n} days.").format(n=view.days))
        self.turns.setCurrentRow(0)
        self.turns.setFocus()
        self.correct.setEnabled(True)

    def show_replay(self, view: ReplayView) -> None:
        """Shows a replayed state."""
        colours = tokens()
        self.text.document().setDefaultStyleSheet(
            f"h2, h3, td, p {{ color: {colours.text}; }} h2 {{ font-size: large; }}"
            f" h3 {{ font-size: medium; margin-top: 12px; color: {colours.muted}; }}"
        )
        self.text.setHtml(replay_html(view, zone_of(view.zone), colours))

    def show_problem(self, sentence: str) -> None:
        """Says why there is nothing to see."""
        self.text.setPlainText(sentence)

    def _turn_words(self, turn: Turn, view: TurnsView) -> str:
        after = status_style(turn.after, tokens()).word
        when = moment_words(turn.at, view.as_of, zone_of(view.zone))
        return f"{when}\n{after}: {turn.how}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 on a turn corrects it, as it begins a change elsewhere."""
        if (
            QKeySequence(event.keyCombination()) in Key.CORRECT_TURN.sequences
            and not event.isAutoRepeat()
        ):
            self._correct()
            return
        super().keyPressEvent(event)

    def say(self, sentence: str) -> None:
        """Says below the turns why something could not be done."""
        self._said.setText(sentence)

    def _correct(self) -> None:
        row = self.turns.currentRow()
        if row >= 0 and self.correct.isEnabled():
            self.correct_wanted.emit(self._shown[row - 1] if row else None)

    def _ask(self, row: int) -> None:
        if row >= 0:
            self.asked.emit(self._shown[row - 1] if row else None)
