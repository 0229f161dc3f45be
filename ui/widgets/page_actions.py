"""What can be done with a page that is put somewhere: open it, pass it on, see its folder."""

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.target import PageLinks
from ui.theme.tokens import CAPTION
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip


class PageActions(QWidget):
    """A button for each thing that a place offers; hidden where it offers none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = PageLinks()
        self.open_button = QPushButton(self.tr("Open page"))
        self.copy_button = QPushButton(self.tr("Copy link"))
        self.folder_button = QPushButton(self.tr("Show folder"))
        self._said = Label(size=CAPTION, tone="major", wrap=True)
        self._said.hide()
        self._row = FlowLayout(self)
        for button in self._buttons:
            button.setAutoDefault(False)
            self._row.addWidget(button)
        self._row.addWidget(self._said)
        self.open_button.clicked.connect(lambda: self._open(QUrl(self._links.page)))
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(
            lambda: self._open(QUrl.fromLocalFile(self._links.folder))
        )
        self.hide()

    def sizeHint(self) -> QSize:
        """Wants to have its buttons side by side: beside others it would be given no more."""
        wanted = [button.sizeHint() for button in self._buttons if not button.isHidden()]
        gaps = self._row.gap * max(0, len(wanted) - 1)
        width = sum(size.width() for size in wanted) + gaps
        return QSize(width, super().sizeHint().height())

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.open_button, self.copy_button, self.folder_button

    @property
    def said(self) -> str:
        """Why something could not be opened; empty where nothing is wrong."""
        return "" if self._said.isHidden() else self._said.text()

    def show_links(self, links: PageLinks) -> None:
        """Offers what these lead to."""
        if links != self._links:
            self._say("")
            self.copy_button.setText(self.tr("Copy link"))
        self._links = links
        for button, target in (
            (self.open_button, links.page),
            (self.copy_button, links.link),
            (self.folder_button, links.folder),
        ):
            button.setVisible(bool(target))
            button.setToolTip(plain_tip(target))
        self.setVisible(bool(links.page or links.link or links.folder))

    def _open(self, url: QUrl) -> None:
        opened = QDesktopServices.openUrl(url)
        words = self.tr("Nothing on this computer opens {address}.")
        self._say("" if opened else words.format(address=url.toDisplayString()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._links.link)
        self.copy_button.setText(self.tr("Copied"))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
