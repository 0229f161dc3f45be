"""What other sites put into their own pages to show how we are: each to read, and to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from statusboard.domain.snippets import SnippetKind, snippets
from statusboard.domain.views.settings import PageAddress, SettingsView
from ui.screens.settings.section import LabelledField, SettingsSection
from ui.theme.tokens import SPACE_2
from ui.widgets.label import Label
from ui.widgets.wheel import leave_wheel_to_page

_MOST_LINES = 3


class EmbedSection(SettingsSection):
    """The snippets of one page; which, where there are several, is chosen above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[PageAddress, ...] = ()
        self.head(
            self.tr("On your other sites"),
            self.tr("Lines for the HTML of your own pages. They keep nothing of who reads them."),
        )
        self.page = QComboBox()
        leave_wheel_to_page(self.page)
        self.page_field = LabelledField(self.tr("Page"), self.page)
        self.page.currentIndexChanged.connect(self._show)
        self.none = Label(tone="muted", wrap=True)
        self.body.addWidget(self.page_field)
        self.body.addWidget(self.none)
        self.texts: dict[SnippetKind, QPlainTextEdit] = {}
        self.copy_buttons: dict[SnippetKind, QPushButton] = {}
        self._fields: list[QWidget] = []
        for kind, (name, words) in self._words().items():
            self._add(kind, name, words)

    def load(self, view: SettingsView) -> None:
        """Shows the snippets for where the pages are now; the page that was chosen stays chosen."""
        if view.pages == self._pages:
            return
        chosen = self.page.currentData()
        self._pages = view.pages
        self.page.blockSignals(True)
        self.page.clear()
        for page in view.pages:
            self.page.addItem(page.name, page.key)
        self.page.setCurrentIndex(max(0, self.page.findData(chosen)))
        self.page.blockSignals(False)
        self._show()

    def _words(self) -> dict[SnippetKind, tuple[str, str]]:
        return {
            SnippetKind.BANNER: (
                self.tr("Banner while something is wrong"),
                self.tr("Shows nothing in good times. It asks once a minute while somebody looks."),
            ),
            SnippetKind.DOT: (
                self.tr("A dot and a word"),
                self.tr("Stands where the line does, in good times too, such as in a footer."),
            ),
            SnippetKind.ERROR_PAGE: (
                self.tr("For your product's own error page"),
                self.tr(
                    "A picture and a link, which work while your product does not. Keep the status "
                    "page on another host."
                ),
            ),
            SnippetKind.BADGE: (self.tr("Badge"), self.tr("A picture of the state, with a link.")),
            SnippetKind.MARKDOWN: (self.tr("Badge in Markdown"), self.tr("Such as for a README.")),
        }

    def _add(self, kind: SnippetKind, name: str, words: str) -> None:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        margins = 2 * round(text.document().documentMargin() + text.frameWidth()) + SPACE_2
        text.setFixedHeight(text.fontMetrics().lineSpacing() * _MOST_LINES + margins)
        button = QPushButton(self.tr("Copy"))
        button.setAccessibleName(self.tr("Copy: {title}").format(title=name))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._copy(kind))
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(text, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        field = LabelledField(name, beside, help_text=words, named=text)
        self.body.addWidget(field)
        self.texts[kind], self.copy_buttons[kind] = text, button
        self._fields.append(field)

    def _show(self) -> None:
        page = next((one for one in self._pages if one.key == self.page.currentData()), None)
        words = ""
        if page is None or not page.url:
            words = self.tr("The page has no address yet. Give it one above, and the lines follow.")
        elif page.is_private:
            words = self.tr("This page is private: nobody else's site can show how it is.")
        found = snippets(page.url) if page is not None and not words else ()
        for one in found:
            if self.texts[one.kind].toPlainText() != one.text:
                self.texts[one.kind].setPlainText(one.text)
                self.copy_buttons[one.kind].setText(self.tr("Copy"))
        self.none.setText(words)
        self.none.setVisible(bool(words))
        self.page_field.setVisible(len(self._pages) > 1)
        for field in self._fields:
            field.setVisible(not words)

    def _copy(self, kind: SnippetKind) -> None:
        QGuiApplication.clipboard().setText(self.texts[kind].toPlainText())
        for each in self.copy_buttons.values():
            each.setText(self.tr("Copy"))
        self.copy_buttons[kind].setText(self.tr("Copied"))
