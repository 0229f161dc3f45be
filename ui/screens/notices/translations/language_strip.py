"""Which language is written beside the original, and how each of them stands."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from statusboard.domain.languages import own_name
from statusboard.domain.translation import TranslationState
from ui.screens.notices.translations.state_words import mark_words
from ui.widgets.segmented_control import SegmentedControl


class LanguageStrip(QWidget):
    """The own language first, which shows the original alone; then each other with its mark.

    Signals:
        chosen: a person turned to another language; carries its code.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[str, ...] = ()
        self.segments = SegmentedControl()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.segments, 1)
        self.hide()

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that are offered, the own one first."""
        return self._codes

    @property
    def current(self) -> str:
        """The language that is turned to."""
        return self.segments.current

    def offer(self, codes: Sequence[str]) -> None:
        """Offers these languages, the own one first; with it alone there is nothing to choose."""
        if tuple(codes) == self._codes:
            return
        before = self.current
        self._codes = tuple(codes)
        self._row.removeWidget(self.segments)
        self.segments.hide()
        self.segments.deleteLater()
        names = [(code, own_name(code)) for code in self._codes]
        name = self.tr("Language of the words")
        self.segments = SegmentedControl(names, name=name, wraps=True)
        self.segments.chosen.connect(self.chosen)
        self._row.addWidget(self.segments, 1)
        if before in self._codes:
            self.segments.choose(before)
        self.setVisible(len(self._codes) > 1)
        self._fit()

    def choose(self, code: str) -> None:
        """Turns to a language from the program's side, without the signal."""
        if code in self._codes:
            self.segments.choose(code)

    def mark(self, states: Mapping[str, TranslationState]) -> None:
        """Says how each translation stands."""
        for code in self._codes[1:]:
            mark = mark_words(states.get(code, TranslationState.MISSING))
            self.segments.name(code, f"{own_name(code)} · {mark}")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.segments.setFixedHeight(self.segments.height_in(self.width()))
