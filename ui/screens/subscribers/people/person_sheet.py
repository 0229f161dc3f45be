"""Adds a person who is told, or changes what one is told of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.domain.languages import DEFAULT_LANGUAGE, LANGUAGES, base_of
from statusboard.domain.page import MAIN_KEY
from statusboard.domain.subscriber import About, Extent, SubscriberState
from statusboard.domain.views.channels import ChannelView
from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import RuleBroken, StatusBoardError, field_of
from ui.screens.subscribers.people.asking import Choices
from ui.screens.subscribers.people.person_fields import (
    address_field,
    channel_field,
    language_field,
    list_field,
    page_field,
    vouching_field,
    wish_fields,
)
from ui.screens.subscribers.people.wishes_choice import WishesChoice
from ui.screens.subscribers.people.words import state_sentence
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.tab_order import chain
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH = 580


class PersonSheet(Sheet):
    """Opened with `open()`. Stays open until the desk has taken the person.

    Signals:
        submitted: carries the SubscriberInput; answer with `accept()` or `show_error`.
    """

    submitted = Signal(object)

    def __init__(
        self,
        choices: Choices,
        *,
        row: SubscriberRow | None = None,
        inside_list: str = "",
        page: str = "",
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Change what is told") if row is not None else self.tr("Add a subscriber")
        super().__init__(title, parent, width=_WIDTH)
        self._choices = choices
        self._row = row
        self.channel = FieldForm((channel_field(choices.channels),))
        self.address = FieldForm((address_field(self._chosen_channel),))
        self.wishes = WishesChoice(choices.groups, choices.services)
        self.more = FieldForm(wish_fields(), is_paired=True)
        lists = (list_field(choices.lists),) if choices.lists else ()
        pages = (page_field(choices.pages),) if choices.pages and row is None else ()
        self.language = FieldForm((language_field(), *lists, *pages), is_paired=True)
        self.language.show_values({"inside_list": inside_list, "page": page or MAIN_KEY})
        is_agreed = row is not None and row.subscriber.consent is not None
        self.vouching = FieldForm((vouching_field(is_agreed=is_agreed, has_lists=bool(lists)),))
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.save = QPushButton(self.tr("Save") if row is not None else self.tr("Add subscriber"))
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._submit)
        self.main_button = self.save
        self._lay_out()
        self._fill()
        self.channel.changed.connect(self._channel_chosen)
        self._before = self._typed

    def _lay_out(self) -> None:
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        self._box.setSpacing(SPACE_4)
        if self._row is not None and self._row.subscriber.state is not SubscriberState.ACTIVE:
            self._box.addWidget(Label(state_sentence(self._row), tone="muted", wrap=True))
        for part in (
            self.channel,
            self.address,
            self.wishes,
            self.more,
            self.language,
            self.vouching,
        ):
            self._box.addWidget(part)
        self._box.addStretch(1)
        self.hold(inner)
        self.foot.addWidget(self._said, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.save)

    def _fill(self) -> None:
        row = self._row
        if row is not None:
            self._show(row)
        self.address.row("address").control.setFocus()

    def _show(self, row: SubscriberRow) -> None:
        wishes = row.subscriber.wishes
        self.channel.show_values({"channel": row.channel})
        self.channel.row("channel").control.setEnabled(False)
        self._channel_chosen()
        # As others may see it: whoever types nothing else leaves it as it is.
        self.address.show_values({"address": row.address})
        self.wishes.show_chosen(row.groups, row.services)
        language = base_of(wishes.language)
        language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self.more.show_values({"extent": wishes.extent.value, "about": wishes.about.value})
        self.language.show_values({"language": language, "inside_list": row.inside_list})

    @property
    def _chosen_channel(self) -> ChannelView:
        name = self.channel.row("channel").value()
        return next(one for one in self._choices.channels if one.name == name)

    def _channel_chosen(self) -> None:
        """Another channel asks for another sort of address; what was typed stays."""
        typed = self.address.row("address").value()
        place = self._box.indexOf(self.address)
        old, self.address = self.address, FieldForm((address_field(self._chosen_channel),))
        self._box.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._box.insertWidget(place, self.address)
        self.address.show_values({"address": typed})
        parts = (self.channel, self.address, self.wishes, self.more, self.language, self.vouching)
        chain(*parts, self._cancel, self.save)

    def show_error(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        self.save.setEnabled(True)
        field, sentence = field_of(error), str(error)
        if field in ("services", "groups"):
            self.wishes.show_fault(sentence)
            return
        forms = (self.channel, self.address, self.more, self.language, self.vouching)
        is_placed = any(form.show_fault(field, sentence) for form in forms)
        self._said.setText("" if is_placed else sentence)
        self._said.setVisible(not is_placed)

    def reject(self) -> None:
        """Closes; asks first where something was typed."""
        if not self.is_touched:
            super().reject()
            return
        words = self.tr("What you wrote about this person is not saved.")
        ask_to_throw_away(self, words, super().reject)

    @property
    def is_touched(self) -> bool:
        """Whether anything stands in it that would be lost."""
        return self._typed != self._before

    @property
    def _typed(self) -> object:
        forms = (self.channel, self.address, self.more, self.language, self.vouching)
        chosen = (self.wishes.is_everything, self.wishes.groups, self.wishes.services)
        return [*(form.typed for form in forms), chosen]

    def _submit(self) -> None:
        self._said.hide()
        try:
            given = self.value()
        except RuleBroken:
            return  # its row says why and has the focus
        if self.wishes.is_sound():
            self.save.setEnabled(False)
            self.submitted.emit(given)

    def _meant(self, typed: str) -> str:
        row = self._row
        return row.subscriber.address if row is not None and typed == row.address else typed

    def value(self) -> SubscriberInput:
        """The person as described. Raises RuleBroken, said at the field by then."""
        address = self.address.values()
        more, spoken = self.more.values(), self.language.values()
        return SubscriberInput(
            channel=str(self.channel.values()["channel"]),
            address=self._meant(str(address["address"])),
            services=self.wishes.services,
            groups=self.wishes.groups,
            about=About(str(more["about"])),
            extent=Extent(str(more["extent"])),
            language=str(spoken["language"]),
            vouched=str(self.vouching.values().get("vouched") or ""),
            inside_list=str(spoken.get("inside_list", "")),
            page=str(spoken.get("page", "")),
        )
