"""Reports that are made by schedule: the list of them, and a new one."""

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.report_schedule import Every, ReportSchedule
from statusboard.domain.time_text import day_text
from statusboard.domain.views.reports import ScheduledReport
from statusboard.errors import StatusBoardError
from ui.screens.uptime.report.about_words import about
from ui.screens.uptime.report.asking import Schedules
from ui.screens.uptime.report.listed import Listed, ListedLines
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 620
_FORMS = ("pdf", "xlsx", "csv", "html", "json")


class SchedulesSheet(Sheet):
    """Opened with `open()`. A new one is about what `asked` is about, whatever its period.

    Signals:
        add_wanted: carries the schedule.
        remove_wanted: carries the name of one.
    """

    add_wanted = Signal(object)
    remove_wanted = Signal(str)

    def __init__(self, asked: ReportAsk, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=_WIDTH)
        self.entitle(self.tr("Scheduled reports"))
        self._asked, self._zone = asked, zone
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        rows.setSpacing(SPACE_2)
        self.schedules = ListedLines()
        rows.addWidget(self.schedules)
        rows.addSpacing(SPACE_3)
        self.adding = QWidget()
        rows.addWidget(self.adding)
        self._build_form()
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        rows.addWidget(self._said)
        self.hold(inner)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button = QPushButton(self.tr("Add"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self._add)
        self.main_button = self.add_button
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.add_button)

    @property
    def said(self) -> str:
        """Why something was not done; empty for nothing."""
        return "" if self._said.isHidden() else self._said.text()

    def show_schedules(self, known: Schedules) -> None:
        """The schedules there are; a new one may go to one of the lists."""
        self._said.hide()
        self.add_button.setEnabled(True)
        lines = [
            Listed(
                f"{one.schedule.name}: {self._where(one.schedule)}",
                one.problem or f"{about(one.schedule)}. {self._when(one)}",
                self.tr("Remove"),
                partial(self.remove_wanted.emit, one.schedule.name),
                is_wrong=bool(one.problem),
            )
            for one in known.found
        ]
        nothing = self.tr("No report is made by schedule yet.")
        self.schedules.show_lines(lines, nothing)
        chosen = self.where.currentText()
        self.where.clear()
        self.where.addItem(self.tr("A folder"), "")
        for name in known.lists:
            self.where.addItem(self.tr("The people in {name}").format(name=name), name)
        self.where.setCurrentText(chosen)
        self._chose()
        self.fit()

    def show_error(self, error: StatusBoardError) -> None:
        """Why not."""
        self.add_button.setEnabled(True)
        self._said.setText(str(error))
        self._said.show()
        self.fit()

    def _build_form(self) -> None:
        form = self._form = QFormLayout(self.adding)
        form.setContentsMargins(0, 0, 0, 0)
        self.name = QLineEdit()
        self.every = QComboBox()
        for every, words in (
            (Every.WEEK, self.tr("every week")),
            (Every.MONTH, self.tr("every month")),
            (Every.QUARTER, self.tr("every quarter")),
            (Every.YEAR, self.tr("every year")),
        ):
            self.every.addItem(words, every.value)
        self.every.setCurrentIndex(1)
        self.form = QComboBox()
        for kind in _FORMS:
            self.form.addItem(kind.upper(), kind)
        self.where = QComboBox()
        self.where.currentIndexChanged.connect(lambda _: self._chose())
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(self.tr("The whole path, where the office runs"))
        for words, control in (
            (self.tr("Name"), self.name),
            (self.tr("Made"), self.every),
            (self.tr("As"), self.form),
            (self.tr("For"), self.where),
            (self.tr("Folder"), self.folder),
        ):
            control.setAccessibleName(words)
            form.addRow(words, control)
        self.about = Label(about(self._new()), wrap=True)
        form.addRow(self.tr("About"), self.about)
        self.what_a_list_gets = Label(
            self.tr("By mail they get the file; where they chat, the summary and a link."),
            tone="muted",
            wrap=True,
        )
        form.addRow("", self.what_a_list_gets)

    def _chose(self) -> None:
        is_list = bool(self.where.currentData())
        self.folder.setEnabled(not is_list)
        self._form.setRowVisible(self.folder, not is_list)
        self._form.setRowVisible(self.what_a_list_gets, is_list)
        self.fit()

    def _add(self) -> None:
        self.add_button.setEnabled(False)
        self.add_wanted.emit(self._new())

    def _new(self) -> ReportSchedule:
        listed = str(self.where.currentData() or "")
        return ReportSchedule(
            name=self.name.text(),
            every=str(self.every.currentData()),
            form=str(self.form.currentData()),
            directory="" if listed else self.folder.text(),
            list_name=listed,
            services=self._asked.services,
            language=self._asked.language.value,
            business_hours=self._asked.business_hours,
            rule=self._asked.rule,
        )

    def _where(self, one: ReportSchedule) -> str:
        every = self.every.itemText(self.every.findData(one.every))
        if one.list_name:
            return self.tr("{every}, {form} to {name}").format(
                every=every, form=one.form.upper(), name=one.list_name
            )
        return self.tr("{every}, {form} into {folder}").format(
            every=every, form=one.form.upper(), folder=one.directory
        )

    def _when(self, one: ScheduledReport) -> str:
        due = day_text(one.due_at.astimezone(self._zone).date())
        if one.made_at is None:
            return self.tr("First on {day}").format(day=due)
        made = day_text(one.made_at.astimezone(self._zone).date())
        return self.tr("Last made {made}, next on {day}").format(made=made, day=due)
