"""What readers of a private page are given: its password, and links. Neither is shown again."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.page.reader_commands import ReaderAddress
from statusboard.domain.time_text import day_text
from statusboard.domain.views.readers import PageReaders, ReaderLink
from statusboard.errors import StatusBoardError
from ui.screens.settings.section import LabelledField
from ui.theme.tokens import SPACE_2, SPACE_4
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph


class ReadersPanel(QWidget):
    """Who may read the page in a sentence, its password, and its links with their last use.

    Signals:
        password_given: the page's password from now on; empty for none.
        invited: for whom a link is to be made.
        end_wanted: carries the number of a link.
    """

    password_given = Signal(str)
    invited = Signal(str)
    end_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: tzinfo = UTC
        self.told = Paragraph(tone="muted")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.password_field = LabelledField(
            self.tr("Password of the page"),
            self.password,
            help_text=self.tr("Of eight characters or more. Another one ends the one before."),
        )
        self.password_button = QPushButton(self.tr("Set the password"))
        self.forget_button = QPushButton(self.tr("Take it away"))
        self.forget_button.setProperty("look", "danger")
        self.name = QLineEdit()
        self.name_field = LabelledField(
            self.tr("A personal link for"),
            self.name,
            help_text=self.tr("A person or a company. The link is shown once, and copied."),
        )
        self.invite_button = QPushButton(self.tr("Make the link"))
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(self.tr("The personal link"))
        self.address.hide()
        self.said = Label(tone="muted", wrap=True)
        self.said.hide()
        self._links = QVBoxLayout()
        self._links.setSpacing(SPACE_2)
        self._lay_out()
        self.password_button.clicked.connect(self._set_password)
        self.password.returnPressed.connect(self._set_password)
        self.forget_button.clicked.connect(lambda: self.password_given.emit(""))
        self.invite_button.clicked.connect(self._invite)
        self.name.returnPressed.connect(self._invite)
        self.password.textChanged.connect(self._typed)
        self.name.textChanged.connect(self._typed)
        self._typed()

    def tell_days_in(self, zone: tzinfo) -> None:
        """The zone in which days are told."""
        self._zone = zone

    def show_readers(self, readers: PageReaders) -> None:
        """Says who may read the page, and lists the links."""
        self.told.set_text(self._words(readers))
        self.forget_button.setVisible(readers.has_password)
        while (item := self._links.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.deleteLater()
        for link in readers.links:
            self._links.addWidget(self._row(link))

    def show_problem(self, sentence: str) -> None:
        """Says why that is not known."""
        self.told.set_text(sentence)

    def password_was_set(self) -> None:
        """Wipes the password from the field."""
        self.password.clear()

    def password_was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong with it."""
        self.password_field.show_fault(str(error))

    def show_address(self, made: ReaderAddress) -> None:
        """The link, which is shown this once, and copied."""
        self.name.clear()
        self.address.setText(made.url)
        self.address.setCursorPosition(0)
        self.address.show()
        QGuiApplication.clipboard().setText(made.url)
        said = self.tr("Copied. It is shown this once, so pass it on now.")
        if not made.is_whole:
            said = self.tr(
                "Nobody said where the page server is reached: set its public address above, and "
                "put it in the place of the beginning. It is shown this once."
            )
        self.said.setText(said)
        self.said.show()

    def name_was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong with it."""
        self.name_field.show_fault(str(error))

    def _words(self, readers: PageReaders) -> str:
        if not readers.is_private:
            return self.tr("Everybody may read the page now.")
        if not readers.is_anybody:
            return self.tr("The page is private, and nobody has a way in yet.")
        if readers.has_password:
            return self.tr("The page is private, and has a password.")
        return self.tr("The page is private, and has no password.")

    def _row(self, link: ReaderLink) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(link.name))
        line.addWidget(Label(self._state(link), tone="muted", wrap=True), 1)
        if link.ended_at is None:
            end = QPushButton(self.tr("End"))
            end.setAccessibleName(self.tr("End the link of {name}").format(name=link.name))
            end.clicked.connect(lambda _=False, number=link.id: self.end_wanted.emit(number))
            line.addWidget(end)
        return row

    def _state(self, link: ReaderLink) -> str:
        if link.ended_at is not None:
            return self.tr("ended {day}").format(day=self._day(link.ended_at))
        if link.used_at is None:
            return self.tr("not used yet")
        return self.tr("last used {day}").format(day=self._day(link.used_at))

    def _day(self, at: datetime) -> str:
        return day_text(at.astimezone(self._zone).date())

    def _set_password(self) -> None:
        if self.password_button.isEnabled():
            self.password_given.emit(self.password.text())

    def _invite(self) -> None:
        if self.invite_button.isEnabled():
            self.invited.emit(self.name.text())

    def _typed(self) -> None:
        self.password_field.clear_fault()
        self.name_field.clear_fault()
        self.password_button.setEnabled(bool(self.password.text().strip()))
        self.invite_button.setEnabled(bool(self.name.text().strip()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.told)
        column.addWidget(self.password_field)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.forget_button)
        foot.addStretch(1)
        foot.addWidget(self.password_button)
        column.addLayout(foot)
        column.addWidget(self.name_field)
        column.addWidget(self.address)
        column.addWidget(self.said)
        column.addWidget(self.invite_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(self._links)
