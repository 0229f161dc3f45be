"""By what entities of New Relic are looked for: name, sort, account, tag."""

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from statusboard.domain.views.new_relic import EntityKind, FindEntities
from ui.theme.tokens import SPACE_2
from ui.widgets.search_field import SearchField

_PAUSE_MS = 300


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntityFilters", text)


def kind_words() -> tuple[tuple[EntityKind, str], ...]:
    """What the sorts of entity that can have a state are called in a choice."""
    return (
        (EntityKind.SYNTHETIC_MONITOR, _tr("Synthetic monitors")),
        (EntityKind.APM_SERVICE, _tr("Services (APM)")),
        (EntityKind.OTEL_SERVICE, _tr("Services (OpenTelemetry)")),
        (EntityKind.BROWSER_APP, _tr("Browser applications")),
        (EntityKind.HOST, _tr("Hosts")),
        (EntityKind.WORKLOAD, _tr("Workloads")),
        (EntityKind.KEY_TRANSACTION, _tr("Key transactions")),
        (EntityKind.SERVICE_LEVEL, _tr("Service levels")),
    )


class EntityFilters(QWidget):
    """Two lines of criteria; what is typed counts once nothing was typed for a moment.

    Signals:
        changed: other criteria are entered now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self.tr("Name of the entity"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Sort of entity"))
        self.kinds.addItem(self.tr("Everything"), None)
        for kind, words in kind_words():
            self.kinds.addItem(words, kind.value)
        self.accounts = QComboBox()
        self.accounts.setAccessibleName(self.tr("Account"))
        self.accounts.addItem(self.tr("All accounts"), None)
        self.accounts.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.accounts.setMinimumContentsLength(14)
        self.tag = QLineEdit()
        self.tag.setAccessibleName(self.tr("Tag"))
        self.tag.setPlaceholderText(self.tr("Tag, such as team: shop"))
        self.tag.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.changed)
        for field in (self.search, self.tag):
            field.textChanged.connect(lambda _: self._timer.start())
        for choice in (self.kinds, self.accounts):
            choice.currentIndexChanged.connect(lambda _: self.hurry())
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_2)
        for left, right in ((self.search, self.kinds), (self.tag, self.accounts)):
            line = QHBoxLayout()
            line.setSpacing(SPACE_2)
            line.addWidget(left, 1)
            line.addWidget(right)
            box.addLayout(line)

    def know_accounts(self, accounts: tuple[tuple[int, str], ...]) -> None:
        """Offers the accounts of the key; the one that is chosen stays chosen."""
        offered = [self.accounts.itemData(n) for n in range(1, self.accounts.count())]
        if offered == [number for number, _ in accounts]:
            return
        chosen = self.accounts.currentData()
        self.accounts.blockSignals(True)
        while self.accounts.count() > 1:
            self.accounts.removeItem(1)
        for number, name in accounts:
            self.accounts.addItem(name, number)
        self.accounts.setCurrentIndex(max(self.accounts.findData(chosen), 0))
        self.accounts.blockSignals(False)

    def hurry(self) -> None:
        """Says at once that the criteria are others."""
        self._timer.stop()
        self.changed.emit()

    def asked(self, cursor: str = "") -> FindEntities:
        """What is entered, as a question."""
        self._timer.stop()
        kind = self.kinds.currentData()
        return FindEntities(
            text=self.search.text().strip(),
            kinds=(EntityKind(kind),) if kind is not None else (),
            account_id=self.accounts.currentData(),
            cursor=cursor,
            tag=self.tag.text().strip(),
        )
