"""The original and its translations side by side; one below the other where there is no room."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.finding import Finding
from statusboard.domain.notice import TITLE_LIMIT
from statusboard.domain.translation import (
    Translation,
    TranslationState,
    kept_translations,
    translation_in,
    written_in,
)
from ui.screens.notices.translations.language_strip import LanguageStrip
from ui.screens.notices.translations.parts import in_language
from ui.screens.notices.translations.translation_pane import TranslationPane
from ui.screens.notices.writing.manuscripts import Manuscript, new_manuscript
from ui.screens.notices.writing.word_marks import WordMarks
from ui.theme.tokens import SPACE_2, SPACE_3

# From this width on two texts beside each other have lines that can be read.
_BESIDE_FROM = 600

Values = Mapping[str, Mapping[str, str]]


class TranslationsEditor(QWidget):
    """Holds the translations of the notice on screen, and shows one of them beside the original.

    `original` answers the title and the text of the original as they are on screen.

    Signals:
        edited: a person changed or confirmed a translation.
        turned: another language is looked at.
    """

    edited = Signal()
    turned = Signal()

    def __init__(
        self, body: QWidget, original: Callable[[], tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._original = original
        self._translations: tuple[Translation, ...] = ()
        self._manuscript: Manuscript | None = None
        self._values: Values = {}
        self._found: tuple[Finding, ...] = ()
        self._languages: tuple[str, ...] = ()
        self.strip = LanguageStrip()
        self.pane = TranslationPane()
        self.marks = WordMarks(self.pane.title, self.pane.text, self.pane, has_keys=False)
        self.strip.chosen.connect(self.turn)
        self.pane.edited.connect(self._typed)
        self.pane.confirm_wanted.connect(self._confirm)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(SPACE_3)
        self._beside.addWidget(body, 1)
        self._beside.addWidget(self.pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.strip)
        column.addLayout(self._beside, 1)
        self.pane.hide()

    @property
    def translations(self) -> tuple[Translation, ...]:
        """What is on screen and behind it, in every language."""
        return self._translations

    @property
    def language(self) -> str:
        """The language that is looked at beside the original; empty for none."""
        codes = self.strip.codes
        return "" if self.strip.current in codes[:1] else self.strip.current

    def turn_to(self, manuscript: Manuscript) -> None:
        """Puts another notice on the desk."""
        self._manuscript = manuscript
        if self.language:
            self._show_page()

    def load(self, translations: Sequence[Translation]) -> None:
        """Shows others, without announcing it."""
        self._translations = kept_translations(translations)
        self._offer()
        if self.language:
            self.pane.load(self._said())
        self.show_states()

    def know(self, languages: Sequence[str]) -> None:
        """Takes the languages of the page, the own one first."""
        self._languages = tuple(languages)
        self._offer()
        self.show_states()

    def begin_with(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """Goes on with other titles and texts by language; an empty title leaves what there is."""
        for language, (title, body) in texts.items():
            before = translation_in(self._translations, language) or Translation(language)
            said = Translation(language, before.title or title[:TITLE_LIMIT], body).now_of(
                *self._original()
            )
            kept = [one for one in self._translations if one.language != language]
            self._translations = kept_translations((*kept, said))
        if texts:
            self.load(self._translations)
            self.edited.emit()

    def turn(self, language: str) -> None:
        """Shows another language beside the original; the own one shows the original alone."""
        self.strip.choose(language)
        self.pane.setVisible(bool(self.language))
        if self.language:
            self._show_page()
            self.show_states()
        self.show_findings(self._found)
        self.turned.emit()

    def show_values(self, values: Values) -> None:
        """Takes the words for each placeholder, by language."""
        self._values = values
        if self.language:
            self.pane.links.show_values(values.get(self.language, {}))

    def show_states(self) -> None:
        """Says how each translation stands to the original as it is now."""
        original = self._original()
        states = {one.language: one.state(*original) for one in self._translations}
        self.strip.mark(states)
        self.pane.show_state(states.get(self.language, TranslationState.MISSING))

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Marks what is found in the language that is looked at."""
        self._found = tuple(found)
        self.marks.show_findings(in_language(found, self.language) if self.language else ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = event.size().width() >= _BESIDE_FROM
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if has_room else ways.TopToBottom)

    @property
    def is_beside(self) -> bool:
        """Whether both texts stand beside each other now, and not one below the other."""
        return self._beside.direction() is QBoxLayout.Direction.LeftToRight

    def _offer(self) -> None:
        """The languages of the page, and those that the notice has words in already."""
        if not self._languages:
            return  # which one is the own one is not known yet
        written = (one.language for one in self._translations)
        self.strip.offer(tuple(dict.fromkeys((*self._languages, *written))))
        self.pane.setVisible(bool(self.language))

    def _show_page(self) -> None:
        manuscript, language = self._manuscript, self.language
        if manuscript is None:
            return
        if language not in manuscript.pages:
            manuscript.pages[language] = new_manuscript(self)
        self.pane.turn_to(manuscript.pages[language], language)
        self.pane.load(self._said())
        self.pane.links.show_values(self._values.get(language, {}))

    def _said(self) -> Translation | None:
        return next((one for one in self._translations if one.language == self.language), None)

    def _typed(self) -> None:
        self._translations = written_in(self._translations, self._original(), self.pane.said)
        self.edited.emit()

    def _confirm(self) -> None:
        original, language = self._original(), self.language
        self._translations = tuple(
            one.now_of(*original) if one.language == language else one for one in self._translations
        )
        self.show_states()
        self.edited.emit()
        self.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)
