"""Everything that is kept of one address, for the person it belongs to; and the way to erase it."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.languages import own_name
from statusboard.domain.views.people import KeptOfAddress, SubscriberRow
from statusboard.errors import StatusBoardError
from ui.screens.subscribers.people.words import state_look, wants_words
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH, _TEXT_PX = 680, 320


class KeptSheet(Sheet):
    """The text can be copied and sent to the person. Opened with `open()`.

    `shown` is the address as others may see it.

    Signals:
        erase_wanted: a person has confirmed that all of it is forgotten.
    """

    erase_wanted = Signal()

    def __init__(
        self, kept: KeptOfAddress, zone: tzinfo, parent: QWidget | None = None, *, shown: str
    ) -> None:
        super().__init__(self.tr("What is kept"), parent, width=_WIDTH, subtitle=shown)
        self._shown = shown
        self.text = QPlainTextEdit(self.as_text(kept, zone))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("surface", "well")
        self.text.setMinimumHeight(_TEXT_PX)
        self.text.setAccessibleName(self.tr("All that is kept of {address}").format(address=shown))
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        sentence = self.tr("This is all that is kept of this address, on every channel.")
        box.addWidget(Label(sentence, tone="muted", wrap=True))
        box.addWidget(self.text)
        self.hold(inner)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        self.erase = QPushButton(self.tr("Erase it all"))
        self.erase.setProperty("look", "danger")
        self.erase.clicked.connect(self._ask)
        self.erase.setEnabled(bool(kept.subscribers or kept.deliveries or kept.asked))
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addWidget(self.erase)
        self.foot.addWidget(self._said, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(copy)
        self.foot.addWidget(close)

    def show_error(self, error: StatusBoardError) -> None:
        """Says why it could not be erased."""
        self.erase.setEnabled(True)
        self._said.setText(str(error))
        self._said.show()

    def _ask(self) -> None:
        dialog = ConfirmDialog(
            self.tr("Erase all that is kept of {address}?").format(address=self._shown),
            self.tr(
                "The address is forgotten everywhere, also in the deliveries. Only a scrambled "
                "trace stays, which tells nobody the address, so that it is not added again "
                "unasked. This cannot be undone."
            ),
            action=self.tr("Erase it all"),
            parent=self,
        )
        dialog.accepted.connect(self._erase)
        dialog.open()

    def _erase(self) -> None:
        self.erase.setEnabled(False)
        self.erase_wanted.emit()

    def as_text(self, kept: KeptOfAddress, zone: tzinfo) -> str:
        """All of it, for people."""
        if not kept:
            return self.tr("Nothing is kept of {address}.").format(address=self._shown)
        parts = [self._about_subscriber(row, zone) for row in kept.subscribers]
        if kept.asked:
            lines = [_moment(instant, zone) for instant in kept.asked]
            parts.append(_part(self.tr("Asked to confirm what a visitor chose"), lines))
        if kept.suppressed:
            lines = [
                f"{one.kind}: {one.why}, {_moment(one.since, zone)}" for one in kept.suppressed
            ]
            parts.append(_part(self.tr("Wants nothing more"), lines))
        if kept.deliveries:
            lines = [
                " · ".join(
                    filter(
                        None,
                        (
                            _moment(one.at, zone),
                            one.channel,
                            one.state.value.replace("_", " "),
                            one.receipt or one.reason,
                        ),
                    )
                )
                for one in kept.deliveries
            ]
            parts.append(_part(self.tr("Messages"), lines))
        if kept.acts:
            lines = [f"{_moment(act.at, zone)} · {act.actor} · {act.verb}" for act in kept.acts]
            parts.append(_part(self.tr("What was done about it"), lines))
        return "\n\n".join(parts)

    def _about_subscriber(self, row: SubscriberRow, zone: tzinfo) -> str:
        known = row.subscriber
        lines = [
            f"{self.tr('Address')}: {row.address}",
            f"{self.tr('State')}: {state_look(known.state)[1]}",
            f"{self.tr('Since')}: {_moment(known.created_at, zone)}",
            f"{self.tr('Wants')}: {wants_words(row)}",
            f"{self.tr('Language')}: {own_name(known.wishes.language)}",
        ]
        if known.reason:
            lines.append(f"{self.tr('Reason')}: {known.reason}")
        if row.inside_list:
            lines.append(f"{self.tr('Inside list')}: {row.inside_list}")
        if known.consent is not None:
            words = ", ".join(filter(None, (known.consent.how, known.consent.words)))
            lines.append(f"{self.tr('Agreed')}: {_moment(known.consent.at, zone)}, {words}")
        return _part(row.channel, lines)


def _part(title: str, lines: list[str]) -> str:
    return "\n".join((title, *(f"    {line}" for line in lines)))


def _moment(instant: datetime, zone: tzinfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
