"""The chosen service: its state, why, what can be done about it, and what its checks saw."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.result import Outcome
from statusboard.domain.views.by_hand import by_hand_words
from statusboard.domain.views.verify import CheckDetail, LatestAnswer, ServiceDetail
from ui.screens.verify.answer_card import AnswerCard
from ui.screens.verify.asking import guids_of
from ui.screens.verify.check_strips import CheckStrips
from ui.screens.verify.dependency_graph import DependencyGraph
from ui.screens.verify.deployed import Deployed
from ui.screens.verify.location_rows import LocationRows
from ui.screens.verify.new_relic_card import NewRelicCard
from ui.screens.verify.service_menu import ServiceMenu
from ui.screens.verify.words import is_new_relic, second_words
from ui.theme.fonts import BOLD
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, TITLE
from ui.widgets.banner import Banner
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.new_relic_issues import NewRelicIssues
from ui.widgets.paragraph import Paragraph
from ui.widgets.section_label import SectionLabel
from ui.widgets.status_chip import StatusChip
from ui.widgets.time_words import zone_of

_SIDE = 20


class DetailPane(QScrollArea):
    """Shows one `ServiceDetail` and says what the person wants done.

    Signals:
        check_wanted: ask all checks of the service now.
        edit_wanted, remove_wanted, draft_wanted: for the service shown.
        override_wanted, take_back_wanted: set its state by hand; let its checks count again.
        replay_wanted: see how it came to its state.
        correction_wanted: correct its newest trouble.
        group_rule_wanted: choose how the services of its group add up.
        check_chosen: another check is looked at; its id.
        address_wanted: for the check looked at, to which others report.
        service_chosen: go to a service that this one depends on, or that depends on it; its id.
    """

    check_wanted = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()
    draft_wanted = Signal()
    override_wanted = Signal()
    take_back_wanted = Signal()
    replay_wanted = Signal()
    correction_wanted = Signal()
    group_rule_wanted = Signal()
    check_chosen = Signal(int)
    address_wanted = Signal()
    service_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The chosen service"))
        self._detail: ServiceDetail | None = None
        self._check_id: int | None = None
        self._permalink = ""
        self._make_parts()
        inner = QWidget()
        inner.setProperty("surface", "plain")
        self.setWidget(inner)
        self._lay_out(inner)

    @property
    def configuring(self) -> tuple[QPushButton, ...]:
        """What changes a service."""
        return self._edit, self._address

    @property
    def draft_button(self) -> QPushButton:
        """What begins a notice."""
        return self._draft

    def _make_parts(self) -> None:
        self._name = Paragraph(size=TITLE, weight=BOLD, leading=1.25)
        self._chip = StatusChip()
        self.why = Paragraph(tone="muted")
        self.check_now = QPushButton(self.tr("Check now"))
        self.check_now.setProperty("look", "primary")
        self._edit = QPushButton(self.tr("Edit"))
        self._draft = QPushButton(self.tr("Draft notice"))
        self._open = QPushButton(self.tr("Open in New Relic"))
        self._address = QPushButton(self.tr("Address"))
        self.override = QPushButton(self.tr("Set state"))
        self.by_hand = Banner(action=self.tr("Take back"), is_rounded=True)
        self.by_hand.stack(is_stacked=True)
        self.by_hand.acted.connect(self.take_back_wanted)
        self.by_hand.hide()
        self.more = ServiceMenu(self._edit, self.override, self._draft)
        self._buttons = (
            *(self.check_now, self._draft, self.override, self._edit),
            *(self._open, self._address, self.more),
        )
        self.check_now.clicked.connect(self.check_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        self._draft.clicked.connect(self.draft_wanted)
        self._open.clicked.connect(self._open_link)
        self._address.clicked.connect(self.address_wanted)
        self.more.removal_wanted.connect(self.remove_wanted)
        self.more.replay_wanted.connect(self.replay_wanted)
        self.more.correction_wanted.connect(self.correction_wanted)
        self.more.rule_wanted.connect(self.group_rule_wanted)
        self.override.clicked.connect(self.override_wanted)
        for button in self._buttons:
            button.setEnabled(False)  # until it is known what they would be done to
        self._graph_title = SectionLabel(self.tr("Dependencies"))
        self.graph = DependencyGraph()
        self.graph.chosen.connect(self.service_chosen)
        self._strips_title = SectionLabel(self.tr("Last 60 checks"))
        self.strips = CheckStrips()
        self.strips.chosen.connect(self._choose_check)
        self._places_title = SectionLabel(self.tr("Locations"))
        self.places = LocationRows()
        self.latest = AnswerCard(self.tr("Latest answer"))
        self.failure = AnswerCard(self.tr("Failure on record"))
        self._new_relic_title = SectionLabel(self.tr("New Relic"))
        self.new_relic = NewRelicCard()
        self._issues_title = SectionLabel(self.tr("Open issues in New Relic"))
        self.issues = NewRelicIssues()
        self.deployed = Deployed()

    def _lay_out(self, inner: QWidget) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(SPACE_3)
        heading.addWidget(self._name, 1)
        heading.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=SPACE_2)
        for button in self._buttons:
            flow.addWidget(button)
        box = QVBoxLayout(inner)
        box.setContentsMargins(_SIDE, 18, _SIDE, _SIDE)
        box.setSpacing(SPACE_4)
        box.addLayout(heading)
        box.addWidget(self.by_hand)
        box.addWidget(self.why)
        box.addWidget(buttons)
        box.addLayout(_titled(self._graph_title, self.graph))
        box.addLayout(_titled(self._strips_title, self.strips))
        box.addLayout(_titled(self._places_title, self.places))
        box.addWidget(self.latest)
        box.addWidget(self.failure)
        box.addLayout(_titled(self._new_relic_title, self.new_relic))
        box.addLayout(_titled(self._issues_title, self.issues, self.deployed))
        box.addStretch(1)

    @property
    def detail(self) -> ServiceDetail | None:
        """What is shown."""
        return self._detail

    @property
    def check(self) -> CheckDetail | None:
        """The check that is looked at."""
        checks = self._detail.checks if self._detail is not None else ()
        return next((check for check in checks if check.check_id == self._check_id), None)

    def show_detail(self, detail: ServiceDetail, *, now: datetime) -> None:
        """Shows a service; the check looked at stays, or is the one in most trouble."""
        is_other = self._detail is None or self._detail.component_id != detail.component_id
        if self._detail is None:
            for button in self._buttons:
                button.setEnabled(True)
        self._detail = detail
        self.more.offer_alarms(fails=detail.status.is_trouble, is_muted=detail.is_muted)
        zone = zone_of(detail.zone)
        if is_other:
            self.verticalScrollBar().setValue(0)
            self.issues.show_asking()
            self.deployed.show_deployments((), now=now, zone=zone)
        if is_other or self.check is None:
            # Our own answers first: they show more than what New Relic says.
            worst = max(
                detail.checks,
                key=lambda check: (not is_new_relic(check), check.level.severity),
                default=None,
            )
            self._check_id = worst.check_id if worst is not None else None
        self._name.set_text(detail.name)
        self._chip.show_status(detail.status)
        self._show_by_hand(detail, now=now, zone=zone)
        # What stands in the banner is not said twice.
        said = self.by_hand.sentence if detail.by_hand is not None else ""
        self.why.set_text(detail.why.removeprefix(said).lstrip())
        self.graph.show_detail(detail)
        self._graph_title.setVisible(bool(detail.parents or detail.children))
        self._permalink = next((c.permalink for c in detail.checks if c.permalink), "")
        self._open.setVisible(bool(self._permalink))
        self.more.offer(in_group=bool(detail.group))
        self.check_now.setVisible(bool(detail.checks))
        self._strips_title.setVisible(bool(detail.checks))
        self.strips.show_checks(detail.checks, self._check_id, zone)
        self._show_address()
        self._show_new_relic(detail, now=now, zone=zone)
        self._show_answers(now=now, zone=zone)

    def _show_by_hand(self, detail: ServiceDetail, *, now: datetime, zone: tzinfo) -> None:
        """What a person set; loud where the checks see worse."""
        one = detail.by_hand
        self.by_hand.setVisible(one is not None)
        if one is not None:
            tone = "major" if one.is_hiding else "degraded"
            self.by_hand.show_sentence(by_hand_words(one, zone, now=now), tone=tone)

    def show_latest(self, check_id: int, answer: LatestAnswer, *, now: datetime) -> None:
        """Shows a newer answer of the check that is looked at, with its phases."""
        check = self.check
        if check is None or check.check_id != check_id or self._detail is None:
            return
        if check.latest is not None and answer.at < check.latest.at:
            return
        self._show_latest(check, answer, now=now, zone=zone_of(self._detail.zone))

    def _show_answers(self, *, now: datetime, zone: tzinfo) -> None:
        check = self.check
        places = check.places if check is not None else ()
        self._places_title.setVisible(bool(places))
        self.places.setVisible(bool(places))
        self.places.show_places(places, now=now, zone=zone)
        answer = check.latest if check is not None else None
        # What New Relic says stands in its own card already.
        if check is None or answer is None or is_new_relic(check):
            self.latest.hide()
            self.failure.hide()
            return
        self._show_latest(check, answer, now=now, zone=zone)

    def _show_latest(
        self, check: CheckDetail, answer: LatestAnswer, *, now: datetime, zone: tzinfo
    ) -> None:
        """The newest answer; and the failure on record where that tells more."""
        self.latest.show()
        self.latest.show_answer(
            answer, how=check.kind_label, moment=second_words(answer.at, zone, now=now), zone=zone
        )
        failure = check.last_failure
        tells_all = answer.outcome is Outcome.DOWN and bool(answer.lines)
        if failure is None or failure.at >= answer.at or tells_all:
            self.failure.hide()
            return
        self.failure.show()
        self.failure.show_answer(
            failure, how="", moment=second_words(failure.at, zone, now=now), zone=zone
        )

    def _show_new_relic(self, detail: ServiceDetail, *, now: datetime, zone: tzinfo) -> None:
        checks = tuple(check for check in detail.checks if is_new_relic(check))
        self._new_relic_title.setVisible(bool(checks))
        self.new_relic.setVisible(bool(checks))
        self.new_relic.show_checks(checks, now=now, zone=zone)
        has_entities = bool(guids_of(detail))
        self._issues_title.setVisible(has_entities)
        self.issues.setVisible(has_entities)

    def _show_address(self) -> None:
        self._address.setVisible(self.check is not None and self.check.is_told)

    def _choose_check(self, check_id: int) -> None:
        self._check_id = check_id
        self._show_address()
        self.check_chosen.emit(check_id)

    def _open_link(self) -> None:
        QDesktopServices.openUrl(QUrl(self._permalink))


def _titled(*parts: QWidget) -> QVBoxLayout:
    """A title and what stands below it, close to each other."""
    column = QVBoxLayout()
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part)
    return column
