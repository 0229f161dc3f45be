"""How New Relic is reached: region or address, key, and where the key may be kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.screens.settings.section import LabelledField
from ui.theme.tokens import SPACE_4
from ui.widgets.wheel import leave_wheel_to_page

_OWN = "own"


class NewRelicFields(QWidget):
    """The fields by name: `region`, `url`, `key`, `allow_file`.

    A fault stays at its field until that is another: the region and the address are one choice, and
    another key may belong to this region.

    Signals:
        edited: something else stands in one of them.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region = QComboBox()
        leave_wheel_to_page(self.region)
        for key, words in (
            ("US", self.tr("United States")),
            ("EU", self.tr("Europe")),
            ("JP", self.tr("Japan")),
            ("FEDRAMP", self.tr("US government (FedRAMP)")),
            (_OWN, self.tr("An address of your own")),
        ):
            self.region.addItem(words, key)
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://proxy.example.com/graphql")
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText("NRAK-…")
        # Neither remembered nor corrected by an input method.
        self.key.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.agree = QCheckBox(self.tr("Keep the key in a file that only I can read"))
        self._fields = self._labelled()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for field in self._fields.values():
            column.addWidget(field)
        self.ask_to_agree(is_asked=False)
        self._show_url()
        self.region.currentIndexChanged.connect(lambda _: self._edited("region", "url"))
        self.url.textChanged.connect(lambda _: self._edited("region", "url"))
        self.key.textChanged.connect(lambda _: self._edited("region", "key"))
        self.agree.toggled.connect(lambda _: self._edited())

    def _labelled(self) -> dict[str, LabelledField]:
        return {
            "region": LabelledField(
                self.tr("Region"),
                self.region,
                help_text=self.tr(
                    "Where your New Relic organisation lives. A key works only there."
                ),
            ),
            "url": LabelledField(self.tr("Address of New Relic"), self.url),
            "key": LabelledField(
                self.tr("User key"),
                self.key,
                help_text=self.tr(
                    "Made in New Relic under API keys, of the kind User. It is kept in this "
                    "computer's key store, and never shown again."
                ),
            ),
            "allow_file": LabelledField(
                self.tr("This computer has no key store"),
                self.agree,
                help_text=self.tr("Anyone who can sign in as you could read that file."),
            ),
        }

    @property
    def place(self) -> tuple[str, str]:
        """The region and the address; one of them is empty."""
        chosen = str(self.region.currentData())
        return ("", self.url.text().strip()) if chosen == _OWN else (chosen, "")

    @property
    def is_ready(self) -> bool:
        """Whether a place and a key are given."""
        return any(self.place) and bool(self.key.text().strip())

    @property
    def must_agree(self) -> bool:
        """Whether a person is asked for the file, and has not agreed."""
        return not self._fields["allow_file"].isHidden() and not self.agree.isChecked()

    def show_place(self, region: str, url: str) -> None:
        """Shows what is stored."""
        self.region.setCurrentIndex(self.region.findData(_OWN if url else region))
        self.url.setText(url)

    def ask_to_agree(self, *, is_asked: bool = True) -> None:
        """Asks whether the key may be kept in a file, or no more."""
        self._fields["allow_file"].setVisible(is_asked)
        if is_asked:
            self.agree.setFocus()

    def has(self, name: str) -> bool:
        """Whether there is a field called so."""
        return name in self._fields

    def shows(self, name: str) -> bool:
        """Whether there is, and a person sees it."""
        return name in self._fields and not self._fields[name].isHidden()

    def fault(self, name: str) -> str:
        """What is wrong with a field, or empty."""
        return self._fields[name].fault

    def show_fault(self, name: str, sentence: str) -> None:
        """Says what is wrong with a field, and goes there."""
        self._fields[name].show_fault(sentence)
        control = {"region": self.region, "url": self.url, "key": self.key}.get(name, self.agree)
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_faults(self) -> None:
        """Shows the help again everywhere."""
        for field in self._fields.values():
            field.clear_fault()

    def _edited(self, *names: str) -> None:
        for name in names:
            self._fields[name].clear_fault()
        self._show_url()
        self.edited.emit()

    def _show_url(self) -> None:
        self._fields["url"].setVisible(self.region.currentData() == _OWN)
