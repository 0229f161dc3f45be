"""Where the page is put: a card for every place, and one more where somebody asks for it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.declaration import TargetKind
from statusboard.domain.views.settings import SettingsView
from ui.screens.settings.section import SectionHead
from ui.screens.settings.target_card import TargetCard
from ui.theme.icons import kind_icon
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_3
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.field_row import declared


class TargetsSection(QWidget):
    """The places that are chosen. Where none is, an empty card of the usual kind waits.

    Nobody chooses a place that comes for the page itself: it is among them once it has come.

    Signals:
        save_wanted: carries the TargetCard and its TargetInput.
        remove_wanted: a person has confirmed; carries the id of the place.
    """

    save_wanted = Signal(object, object)
    remove_wanted = Signal(int)

    def __init__(self, kinds: Mapping[str, TargetKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.cards: list[TargetCard] = []
        self._waiting: TargetCard | None = None
        head = SectionHead()
        head.say(
            self.tr("Where the page is put"),
            self.tr("StatusBoard brings every new page here, and reads it back."),
        )
        self.setAccessibleName(self.tr("Where the page is put"))
        self.add_button = QPushButton(self.tr("Add another place"))
        self.add_button.setProperty("look", "quiet")
        self._to_choose = {key: kind for key, kind in kinds.items() if kind.put is not None}
        if len(self._to_choose) > 1:
            self.add_button.setMenu(self._menu())
        else:
            self.add_button.clicked.connect(lambda: self._begin(next(iter(self._to_choose))))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_3)
        self._column.addWidget(head)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def load(self, view: SettingsView, now: datetime) -> None:
        """Shows the places; what a person is changing stays as it is."""
        wanted = {target.id: target for target in view.targets}
        for card in [card for card in self.cards if card.target_id not in (None, *wanted)]:
            self._drop(card)
        by_id = {card.target_id: card for card in self.cards}
        for target in view.targets:
            (by_id.get(target.id) or self._card(target.kind)).load(target, now, view.zone)
        self._wait()
        self.add_button.setVisible(all(card.target_id is not None for card in self.cards))

    @property
    def first_field(self) -> QWidget:
        """What takes the focus when somebody comes here to choose a place."""
        rows = [row for card in self.cards for row in card.form.form.rows]
        return rows[0].control if rows else self.add_button

    def _wait(self) -> None:
        """Keeps an empty card waiting where no place is chosen, and only there."""
        if not self.cards and self._to_choose:
            self._waiting = self._card(next(iter(self._to_choose)))
            return
        card = self._waiting
        is_idle = card is not None and card.target_id is None and not card.form.changed
        if card is not None and is_idle and len(self.cards) > 1:
            self._drop(card)  # somebody else has chosen a place meanwhile

    def _menu(self) -> QMenu:
        menu = QMenu(self.add_button)
        menu.setToolTipsVisible(True)
        for key, kind in self._to_choose.items():
            glyph = kind_icon(kind.icon, tokens().accent)
            action = menu.addAction(glyph, declared(kind.label))
            action.setObjectName(key)
            action.setToolTip(declared(kind.summary))
            action.triggered.connect(lambda _checked=False, key=key: self._begin(key))
        return menu

    def _begin(self, key: str) -> None:
        card = self._card(key)
        self.add_button.hide()
        rows = card.form.form.rows
        if rows:
            rows[0].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, key: str) -> TargetCard:
        card = TargetCard(key, self._kinds.get(key), parent=self)
        self._column.insertWidget(1 + len(self.cards), card)
        self.cards.append(card)
        card.save_wanted.connect(lambda given: self.save_wanted.emit(card, given))
        card.remove_wanted.connect(lambda: self._ask_about(card))
        return card

    def _drop(self, card: TargetCard) -> None:
        if card is self._waiting:
            self._waiting = None
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _ask_about(self, card: TargetCard) -> None:
        dialog = ConfirmDialog(
            self.tr("Put no page there any more?"),
            self.tr(
                "{place} keeps the page it shows now, and gets no new one. Where customers read "
                "it there, remove it, or they go on reading old news."
            ).format(place=card.label),
            action=self.tr("Remove"),
            parent=self.window(),
        )
        dialog.accepted.connect(lambda: self.remove_wanted.emit(card.target_id))
        dialog.open()
