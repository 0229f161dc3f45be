"""The part of the service form that describes one check: its kind's own fields, and its timing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.services.inputs import CheckInput
from statusboard.app.services.secrets import masked
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.durations import parse_duration
from statusboard.domain.component_rule import USUAL_WEIGHT
from statusboard.domain.location import HOME
from statusboard.domain.views.verify import CheckDetail, LatestAnswer
from ui.screens.verify.answer_card import AnswerCard
from ui.screens.verify.location_fields import (
    location_fields,
    location_values,
    locations_of,
)
from ui.screens.verify.service_fields import timing_fields
from ui.theme.tokens import SPACE_3
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel
from ui.widgets.tab_order import chain


class CheckSection(QWidget):
    """Edits one check. A kind that this version does not know is shown and left as it is.

    Signals:
        removal_wanted: the person wants this check gone.
        try_wanted: the person wants to see the answer first; carries the CheckInput, to be answered
            with `show_answer` or `show_untried`.
        tried: what came of it is shown now; carries the widget that shows it.
    """

    removal_wanted = Signal()
    try_wanted = Signal(object)
    tried = Signal(object)

    def __init__(
        self,
        kind: CheckKind | None,
        check: CheckDetail | None = None,
        parent: QWidget | None = None,
        *,
        locations: Sequence[str] = (HOME,),
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._check = check
        self._is_trying = False
        self._is_other = False  # than what is being tried
        self._own = FieldForm(
            kind.fields if kind is not None else (), more=self.tr("More about the question")
        )
        self._timing = FieldForm(timing_fields(kind), more=self.tr("More about the timing"))
        where = location_fields(kind, locations, check)
        self._where = FieldForm(where, suggestions={"locations": locations}) if where else None
        self._remove = QPushButton(self.tr("Remove this check"))
        self._remove.setProperty("look", "quiet")
        self._remove.clicked.connect(self.removal_wanted)
        title = kind.label if kind is not None else (check.kind if check is not None else "")
        self._try = QPushButton(self.tr("Try it now"))
        self._try.setAutoDefault(False)
        self._try.clicked.connect(self._ask)
        self._tried = AnswerCard(self.tr("What it answers"))
        self._untried = Label(tone="major", wrap=True)
        for part in (self._tried, self._untried):
            part.hide()
        self._lay_out(title)
        for form in self.forms:
            form.changed.connect(self._forget_answer)
        if kind is not None and check is not None:
            self._own.show_values(masked(kind, check.config))
            self._timing.show_values(_timing_of(check))
            if self._where is not None:
                self._where.show_values(location_values(check))

    def _lay_out(self, title: str) -> None:
        kind = self._kind
        heading = QHBoxLayout()
        heading.addWidget(SectionLabel(title), 1)
        heading.addWidget(self._remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_3)
        box.addLayout(heading)
        if kind is None:
            box.addWidget(
                Label(
                    self.tr("This version does not know this kind of check. It stays as it is."),
                    tone="muted",
                    wrap=True,
                )
            )
            return
        box.addWidget(self._own)
        if self._where is not None:
            box.addWidget(self._where)
        box.addWidget(self._timing)
        trying = QHBoxLayout()
        trying.addWidget(self._try)
        trying.addStretch(1)
        box.addLayout(trying)
        box.addWidget(self._tried)
        box.addWidget(self._untried)
        if kind.receives is not None:
            words = self.tr(
                "Its address is made once the service is saved: choose the service, then “Address”."
            )
            box.addWidget(Label(words, tone="muted", wrap=True))
        # Of kinds that are read from elsewhere there is nothing to ask.
        self._try.setVisible(kind.probe is not None)
        chain(self._remove, *self.forms, self._try, self._tried)

    def allow_removal(self, is_allowed: bool) -> None:
        """Whether this check may go; the only one may not."""
        self._remove.setVisible(is_allowed)

    def value(self) -> CheckInput:
        """The check as described. Raises RuleBroken; its row says why by then."""
        if self._kind is None:
            assert self._check is not None
            return _untouched(self._check)
        config = self._own.values()
        timing = self._timing.values()
        locations, quorum = self._locations()
        return CheckInput(
            kind=self._kind.key,
            config=config,
            id=self._check.check_id if self._check is not None else None,
            interval=_duration(timing, "interval", self._kind.default_interval),
            deadline=_duration(timing, "deadline", self._kind.default_deadline),
            fail_after=_count(timing, "fail_after"),
            recover_after=_count(timing, "recover_after"),
            enabled=self._check.enabled if self._check is not None else True,
            locations=locations,
            quorum=quorum,
            weight=_count(timing, "weight", USUAL_WEIGHT),
        )

    def _locations(self) -> tuple[tuple[str, ...], int | None]:
        """As chosen; as they were where nobody is asked for them."""
        if self._where is not None:
            return locations_of(self._where.values())
        return (
            (self._check.locations, self._check.quorum) if self._check is not None else ((), None)
        )

    @property
    def forms(self) -> tuple[FieldForm, ...]:
        """The forms of this check, as they stand below each other."""
        if self._kind is None:
            return ()
        where = () if self._where is None else (self._where,)
        return (self._own, *where, self._timing)

    @property
    def said(self) -> str:
        """What came of trying it, as it is shown; empty for nothing."""
        if not self._untried.isHidden():
            return self._untried.text()
        return "" if self._tried.isHidden() else self._tried.said

    def show_answer(self, answer: LatestAnswer) -> None:
        """Shows what it answered when it was tried; the fields may say something else by now."""
        self._be_ready()
        if self._is_other:
            return
        self._untried.hide()
        self._tried.show_answer(answer, how="", moment=self.tr("just now"), zone=UTC)
        self._tried.show()
        self.tried.emit(self._tried)

    def show_untried(self, sentence: str) -> None:
        """Says why it could not be tried."""
        self._be_ready()
        if self._is_other:
            return
        self._tried.hide()
        self._untried.setText(sentence)
        self._untried.setVisible(bool(sentence))
        if sentence:
            self.tried.emit(self._untried)

    def _ask(self) -> None:
        if self._is_trying or not all(not form.faults() for form in self.forms):
            for form in self.forms:
                form.show_faults(form.faults())
            return
        self._is_trying, self._is_other = True, False
        self._try.setText(self.tr("Trying"))
        self.try_wanted.emit(self.value())

    def _be_ready(self) -> None:
        self._is_trying = False
        self._try.setText(self.tr("Try it now"))

    def _forget_answer(self) -> None:
        """An answer speaks of the question that was asked, and of no other."""
        self._is_other = self._is_other or self._is_trying
        self._tried.hide()
        self._untried.hide()

    def show_fault(self, field: str, sentence: str) -> bool:
        """Says a sentence at a field; False where this check has no such one."""
        return any(form.show_fault(field, sentence) for form in (*self.forms, self._own))


def _timing_of(check: CheckDetail) -> dict[str, object]:
    return {
        "interval": check.interval,
        "deadline": check.deadline,
        "fail_after": check.fail_after,
        "recover_after": check.recover_after,
        "weight": check.weight,
    }


def _untouched(check: CheckDetail) -> CheckInput:
    return CheckInput(
        kind=check.kind,
        config=check.config,
        id=check.check_id,
        interval=check.interval,
        deadline=check.deadline,
        fail_after=check.fail_after,
        recover_after=check.recover_after,
        enabled=check.enabled,
        locations=check.locations,
        quorum=check.quorum,
        weight=check.weight,
    )


def _duration(values: Mapping[str, object], name: str, default: timedelta) -> timedelta:
    given = values.get(name)
    return default if given is None else parse_duration(str(given))


def _count(values: Mapping[str, object], name: str, usual: int = 2) -> int:
    given = values.get(name)
    return given if isinstance(given, int) else usual
