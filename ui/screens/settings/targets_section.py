"""Where the page is put: a card for every place, and one more where somebody asks for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from statusboard.app.page.inputs import RemoveTarget, WatchPlace
from statusboard.catalog.declaration import TargetKind
from statusboard.domain.views.pages import PageView
from statusboard.domain.views.settings import SettingsView, TargetView
from ui.screens.settings.leaving_card import LeavingCard
from ui.screens.settings.removal_dialog import RemovalDialog
from ui.screens.settings.section import SectionHead
from ui.screens.settings.target_card import TargetCard
from ui.theme.icons import kind_icon
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_3
from ui.widgets.field_row import declared


class TargetsSection(QWidget):
    """The places that are chosen. Where none is, an empty card of the usual kind waits.

    Nobody chooses a place that comes for the page itself: it is among them once it has come.

    Signals:
        save_wanted: carries the TargetCard and its TargetInput.
        remove_wanted: a person has confirmed; carries the RemoveTarget.
        watch_wanted: the address of a place is to be watched; carries the WatchPlace.
    """

    save_wanted = Signal(object, object)
    remove_wanted = Signal(object)
    watch_wanted = Signal(object)

    def __init__(self, kinds: Mapping[str, TargetKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.cards: list[TargetCard] = []
        self.leaving: list[LeavingCard] = []
        self._waiting: TargetCard | None = None
        self._page = ""
        head = SectionHead()
        head.say(
            self.tr("Where the page is put"),
            self.tr("StatusBoard brings every new page here, and reads it back."),
        )
        self.setAccessibleName(self.tr("Where the page is put"))
        self.add_button = QPushButton(self.tr("Add another place"))
        self.add_button.setProperty("look", "quiet")
        self._to_choose = {key: kind for key, kind in kinds.items() if not kind.comes_by_itself}
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
        chosen = [target for target in view.targets if not target.is_leaving]
        wanted = {target.id: target for target in chosen}
        for card in [card for card in self.cards if card.target_id not in (None, *wanted)]:
            self._drop(card)
        by_id = {card.target_id: card for card in self.cards}
        for target in chosen:
            (by_id.get(target.id) or self._card(target.kind)).load(target, now, view.zone)
        self._wait()
        self._load_leaving([target for target in view.targets if target.is_leaving])
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

    def begin_for(self, page: PageView) -> None:
        """A card for another place of that page, of the kind that a person picks."""
        self._page = page.key
        if len(self._to_choose) > 1:
            menu = self.add_button.menu()
            menu.popup(QCursor.pos())
            menu.aboutToHide.connect(self._forget_page, Qt.ConnectionType.SingleShotConnection)
        else:
            self._begin(next(iter(self._to_choose)))
            self._page = ""

    def _forget_page(self) -> None:
        # What was picked is told after the menu is gone.
        QTimer.singleShot(0, self, partial(setattr, self, "_page", ""))

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
        card.is_for(self._page)
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
        card.watch_wanted.connect(lambda: self._watch(card))
        return card

    def _drop(self, card: TargetCard) -> None:
        if card is self._waiting:
            self._waiting = None
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _load_leaving(self, targets: Sequence[TargetView]) -> None:
        """One card for each place that is still to be emptied, below those that are chosen."""
        while len(self.leaving) > len(targets):
            gone = self.leaving.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.leaving) < len(targets):
            card = LeavingCard(self)
            card.leave_wanted.connect(partial(self._leave, card))
            self._column.addWidget(card)
            self.leaving.append(card)
        for card, target in zip(self.leaving, targets, strict=True):
            card.load(target)

    def _leave(self, card: LeavingCard) -> None:
        if card.target_id is not None:
            self.remove_wanted.emit(RemoveTarget(card.target_id))

    def _watch(self, card: TargetCard) -> None:
        if card.target_id is not None:
            self.watch_wanted.emit(WatchPlace(card.target_id))

    def _ask_about(self, card: TargetCard) -> None:
        dialog = RemovalDialog(
            card.label,
            can_be_emptied=card.can_be_emptied,
            watched_by=card.watch.watched_by,
            parent=self.window(),
        )

        def remove() -> None:
            if card.target_id is not None:
                empty, unwatch = dialog.empty.isChecked(), dialog.unwatch.isChecked()
                given = RemoveTarget(card.target_id, empty=empty, unwatch=unwatch)
                self.remove_wanted.emit(given)

        dialog.accepted.connect(remove)
        dialog.open()
