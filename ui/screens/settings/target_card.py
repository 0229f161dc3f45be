"""One place for the page: its form from the declaration of its kind, and how far the page got."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.app.page.inputs import TargetInput, TargetSaved
from statusboard.catalog.declaration import TargetKind
from statusboard.domain.page import MAIN_KEY
from statusboard.domain.views.settings import TargetView
from statusboard.errors import RuleBroken, StatusBoardError
from ui.screens.settings.address_watch import AddressWatch
from ui.screens.settings.target_stand import stand_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_2, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.field_row import declared
from ui.widgets.file_consent import FileConsent
from ui.widgets.kept_form import KeptForm
from ui.widgets.label import Label
from ui.widgets.page_actions import PageActions


class TargetCard(Card):
    """A place that is chosen, or one that is about to be. Another version's is only shown.

    Signals:
        save_wanted: a person wants the place chosen; carries the TargetInput.
        remove_wanted: a person wants it chosen no longer.
        watch_wanted: a person wants its public address watched like a service.
    """

    save_wanted = Signal(object)
    remove_wanted = Signal()
    watch_wanted = Signal()

    def __init__(self, key: str, kind: TargetKind | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=SPACE_4 + 4)
        self.key = key
        self.target_id: int | None = None
        self._page = ""
        self.label = ""
        self.can_be_emptied = False
        self.form = KeptForm(kind.fields if kind is not None else ())
        # Which of several places it is, once it is one.
        self.name = Label(weight=SEMIBOLD, wrap=True)
        self.name.setContentsMargins(0, 0, 0, SPACE_2)
        self.name.hide()
        self.body.addWidget(self.name)
        if kind is None:
            self.body.addWidget(Label(key))
            words = self.tr(
                "This version does not know this kind of place. It stays as it is, and no page is "
                "put there from here."
            )
            self.body.addWidget(Label(words, tone="muted", wrap=True))
            self.form.keep_button.hide()
        elif not kind.fields:
            self.body.addWidget(Label(declared(kind.label), weight=SEMIBOLD))
            self.body.addWidget(Label(declared(kind.summary), tone="muted", wrap=True))
            self.form.keep_button.hide()
        self.setAccessibleName(declared(kind.label) if kind is not None else key)
        self.publication = Banner(is_rounded=True, tone="operational")
        self.publication.hide()
        self.form.body.insertWidget(1, self.publication)
        # What setting it up has proved, and what the place cannot do; until the card goes.
        self.notes = Label(tone="muted", wrap=True)
        self.notes.hide()
        # What its host does not do, and for whom, until it is mended.
        self.lacks = Label(tone="muted", wrap=True)
        self.lacks.hide()
        self.links = PageActions()
        self.form.body.insertWidget(2, self.notes)
        self.form.body.insertWidget(3, self.lacks)
        self.form.body.insertWidget(4, self.links)
        self.watch = AddressWatch()
        self.watch.button.clicked.connect(self.watch_wanted)
        self.form.body.insertWidget(5, self.watch)
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.setProperty("look", "danger")
        self.remove_button.hide()
        self.remove_button.clicked.connect(self.remove_wanted)
        self.form.foot.insertWidget(0, self.remove_button)
        self.consent = FileConsent()
        self.form.body.insertWidget(self.form.body.count() - 1, self.consent)
        self.body.addWidget(self.form)
        self.form.wanted.connect(self._save)
        self.form.load({})

    def is_for(self, page: str) -> None:
        """It is about to be a place of the page of that key; empty: of the main one."""
        self._page = page
        if page:
            self.name.setText(self.tr("A place for the page {page}").format(page=page))
            self.name.show()

    def load(self, view: TargetView, now: datetime, zone: str) -> None:
        """Shows the place; fields that a person is changing stay as they are."""
        self.target_id = view.id
        self.label = view.label
        words = self.tr("{place}, for the page {page}")
        is_main = view.page == MAIN_KEY
        self.name.setText(view.label if is_main else words.format(place=view.label, page=view.page))
        self.name.setVisible(bool(self.form.form.rows))
        self.can_be_emptied = view.can_be_emptied
        self.form.load(view.config)
        self.remove_button.show()
        stand = stand_words(view, now, zone)
        if stand is not None:
            self.publication.show_sentence(stand.sentence, tone=stand.tone)
        self.publication.setVisible(stand is not None)
        self.lacks.setText("\n".join(view.lacks))
        self.lacks.setVisible(bool(view.lacks))
        self.links.show_links(view.links)
        self.watch.load(view.address, view.watched_by)

    def was_saved(self, saved: TargetSaved) -> None:
        """Confirms; from now on the card is that of the chosen place."""
        self.target_id = saved.target_id
        self.consent.hide()
        self.notes.setText("\n".join(saved.notes))
        self.notes.setVisible(bool(saved.notes))
        self.form.were_kept()

    def was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        self.notes.hide()
        if isinstance(error, RuleBroken) and error.field == "allow_file":
            self.consent.ask(str(error))
            return
        self.form.were_refused(error)

    def _save(self) -> None:
        config = self.form.form.values()
        allow_file = self.consent.is_given
        self.save_wanted.emit(
            TargetInput(self.key, config, self.target_id, allow_file, page=self._page)
        )
