"""The right side: a claim as a picture, as text, as a badge, on the page, as a message."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.statement_fields import claim_line
from statusboard.domain.claim import QUARTER_DAYS, YEAR, ClaimKind
from statusboard.domain.views.statement import ClaimRow, StatementView
from ui.screens.statement.card_look import card_facts
from ui.screens.statement.picture_tab import PictureTab
from ui.theme.tokens import CAPTION, SPACE_3, SPACE_4
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.segmented_control import SegmentedControl

_BADGES = {
    (ClaimKind.AVAILABILITY, YEAR): "uptime-12-months",
    (ClaimKind.AVAILABILITY, QUARTER_DAYS): "uptime-90-days",
    (ClaimKind.MAJOR_FREE, ""): "days-since-major",
}


class OutputPane(QWidget):
    """Gives away the claim that was chosen on the left.

    Signals:
        said: a sentence about what was done, or why not.
        page_wanted: a person wants the claim on the page; carries its line.
        quarter_wanted: a person wants the quarterly message as a draft.
        uses_wanted: a person wants to see, or add, where it is said.
    """

    said = Signal(str)
    page_wanted = Signal(str)
    quarter_wanted = Signal()
    uses_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "clear")
        self._row: ClaimRow | None = None
        self.tabs = SegmentedControl(
            [
                ("picture", self.tr("Picture")),
                ("text", self.tr("Text")),
                ("badge", self.tr("Badge")),
                ("page", self.tr("Page block")),
                ("message", self.tr("Message")),
            ],
            name=self.tr("Give away as"),
            wraps=True,
        )
        self.picture = PictureTab()
        self.picture.said.connect(self.said)
        self.text = Paragraph()
        self.badge = Paragraph()
        self._badge_note = Label(size=CAPTION, tone="muted", wrap=True)
        self.page = Paragraph()
        self.copy_text = QPushButton(self.tr("Copy"))
        self.copy_text.clicked.connect(lambda: self._copy(self.text.text))
        self.copy_badge = QPushButton(self.tr("Copy"))
        self.copy_badge.clicked.connect(lambda: self._copy(self.badge.text))
        self.page_button = QPushButton(self.tr("Put it on the page"))
        self.page_button.clicked.connect(self._put_on_page)
        self.message_button = QPushButton(self.tr("Draft the quarterly message"))
        self.message_button.clicked.connect(self.quarter_wanted)
        self.uses = Paragraph(size=CAPTION, tone="muted")
        self.uses_button = QPushButton(self.tr("Where it is said…"))
        self.uses_button.clicked.connect(self.uses_wanted)
        message = Label(
            self.tr(
                "The last full quarter as an announcement, begun from your template. It is a "
                "draft under Notices until somebody publishes it. In any notice, Insert offers "
                "the uptime record as a block."
            ),
            tone="muted",
            wrap=True,
        )
        self._cards = (
            self.picture,
            self._card(self.tr("As text"), self.text, self.copy_text),
            self._card(self.tr("As a badge"), self.badge, self._badge_note, self.copy_badge),
            self._card(self.tr("On the page"), self.page, self.page_button),
            self._card(self.tr("As a message"), message, self.message_button),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(self.tabs)
        for card in self._cards:
            column.addWidget(card)
        column.addWidget(self.uses)
        column.addWidget(self.uses_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.tabs.chosen.connect(lambda _: self._turn())
        self._turn()

    def show_claim(self, view: StatementView, row: ClaimRow | None) -> None:
        """Shows what the claim is given away as; None: none may be said."""
        self._row = row
        self.picture.show_card(None if row is None else card_facts(view, row))
        both = row is None or row.asked.kind in (ClaimKind.AVAILABILITY, ClaimKind.MAJOR_FREE)
        text = view.text if both else row.text.sentence if row is not None else ""
        self.text.set_text(text or self.tr("Nothing may be said of that time."))
        self.copy_text.setEnabled(bool(text))
        self._show_badge(view, row)
        self.page.set_text(
            self.tr("Nothing may be said of that time.")
            if row is None
            else self.tr(
                "There “{claim}” is counted anew each time the page is written, and leaves it when "
                "it is no longer true."
            ).format(claim=row.text.headline)
        )
        self.page_button.setEnabled(row is not None and not view.component_ids)
        self._show_uses(view)

    def _show_badge(self, view: StatementView, row: ClaimRow | None) -> None:
        key = None if row is None else (row.asked.kind, row.asked.period)
        name = "" if view.component_ids or key is None else _BADGES.get(key, "")
        if not name:
            self.badge.set_text(
                self.tr(
                    "There are badges of the uptime over 12 months and 90 days, and of the days "
                    "since the last major outage, of all services. Settings can add each service."
                )
            )
        else:
            self.badge.set_text(f"{view.page_url.rstrip('/') or '…'}/badge/{name}.svg")
        self._badge_note.setVisible(bool(name))
        self._badge_note.setText(
            self.tr(
                "A small picture for other sites. It stays current by itself, and says “no "
                "figure” when too little was observed."
            )
        )
        self.copy_badge.setVisible(bool(name))
        self.copy_badge.setEnabled(bool(view.page_url))

    def _show_uses(self, view: StatementView) -> None:
        places = [one.where for one in view.uses]
        untrue = [one.where for one in view.uses if one.untrue_since is not None]
        if untrue:
            words = self.tr("No longer true in: {places}. A correction is drafted under Notices.")
            self.uses.set_text(words.format(places=", ".join(untrue)))
        elif places:
            words = (
                self.tr("Used in 1 place: {places}. We tell you when it is no longer true there.")
                if len(places) == 1
                else self.tr(
                    "Used in {n} places: {places}. We tell you when it is no longer true there."
                )
            )
            self.uses.set_text(words.format(n=len(places), places=", ".join(places)))
        else:
            self.uses.set_text(
                self.tr("Say where you use a claim, and we tell you when it is no longer true.")
            )
        self.uses.set_tone("major" if untrue else "muted")

    def _card(self, title: str, *parts: QWidget) -> Card:
        card = Card(title)
        card.body.setSpacing(SPACE_3)
        for part in parts:
            is_button = isinstance(part, QPushButton)
            side = Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0)
            card.body.addWidget(part, 0, side)
        return card

    def _turn(self) -> None:
        keys = ("picture", "text", "badge", "page", "message")
        for key, card in zip(keys, self._cards, strict=True):
            # The picture goes with words: who takes the one wants the other.
            also = key == "text" and self.tabs.current == "picture"
            card.setVisible(also or key == self.tabs.current)

    def _put_on_page(self) -> None:
        if self._row is not None:
            self.page_wanted.emit(claim_line(self._row.asked))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("Copied"))
