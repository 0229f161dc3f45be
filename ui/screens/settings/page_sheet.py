"""The sheet of one page: a new one, or what is chosen of one that is there."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.app.page.page_inputs import PageInput
from statusboard.domain.page import MAIN_KEY
from statusboard.domain.views.pages import PageView
from statusboard.errors import RuleBroken, StatusBoardError, field_of
from ui.screens.settings.page_fields import (
    GROUPS,
    KEY,
    SERVICES,
    input_of,
    page_specs,
    row_of,
    values_of,
)
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 560


class PageSheet(Sheet):
    """A form. `page` None: another page is to be made.

    Signals:
        wanted: a person wants it so; carries the PageInput. The sheet stays until that is done.
    """

    wanted = Signal(object)

    def __init__(
        self,
        page: PageView | None,
        services: Sequence[str],
        groups: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        self._key = "" if page is None else page.key
        is_main = self._key == MAIN_KEY
        super().__init__(self._title(page), parent, width=_WIDTH)
        self.form = FieldForm(
            page_specs(is_main=is_main, is_new=page is None),
            suggestions={SERVICES: services, GROUPS: groups},
            is_roomy=True,
        )
        self._before: Mapping[str, object] = {}
        if page is not None:
            self.form.show_values(values_of(page))
            self._before = self._values() or {}
        self.fault = Label(tone="major", wrap=True)
        self.fault.hide()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(self.form)
        column.addWidget(self.fault)
        self.hold(inner)
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        self.keep_button = QPushButton(
            self.tr("Make the page") if page is None else self.tr("Save changes")
        )
        self.keep_button.setProperty("look", "primary")
        self.keep_button.clicked.connect(self._keep)
        self.main_button = self.keep_button
        self.foot.addStretch(1)
        self.foot.addWidget(back)
        self.foot.addWidget(self.keep_button)

    def was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        if not self.form.show_fault(row_of(field_of(error)), str(error)):
            self.fault.setText(str(error))
            self.fault.show()

    def _title(self, page: PageView | None) -> str:
        if page is None:
            return self.tr("Another page")
        return self.tr("The page {name}").format(name=page.name)

    def _keep(self) -> None:
        self.fault.hide()
        values = self._values()
        if values is None:
            return
        key = self._key or str(values.get(KEY, ""))
        is_main = self._key == MAIN_KEY
        given: PageInput = input_of(values, key, is_main=is_main, before=self._before)
        self.wanted.emit(given)

    def _values(self) -> Mapping[str, object] | None:
        """What stands in the form; None where it cannot: its row says why and has the focus."""
        try:
            return self.form.values()
        except RuleBroken:
            return None
