"""Tags of New Relic that are followed: what they propose, what is gone, and which they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.new_relic_discovery import FollowedView, FollowTag
from ui.screens.verify.destination_choice import DestinationChoice
from ui.screens.verify.entity_list import EntityList
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 620, 640
_GONE_ROWS = 3


class FollowedSheet(Sheet):
    """Nothing is added or removed by itself: each proposal waits for a person here.

    Signals:
        picked: entities to watch, the name of a group, and the `Destination`.
        aside_wanted: guids that are not to be proposed, or told as gone, any more.
        back_wanted: guids that were set aside, to be proposed again.
        follow_wanted: a `FollowTag`.
        unfollow_wanted: the id of a tag.
    """

    picked = Signal(object, str, object)
    aside_wanted = Signal(object)
    back_wanted = Signal(object)
    follow_wanted = Signal(object)
    unfollow_wanted = Signal(int)

    def __init__(self, services: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Followed in New Relic"), parent, width=_WIDTH, height=_HEIGHT)
        self._view = FollowedView()
        self._make_parts(services)
        self._lay_out()
        self.show_view(self._view)

    def _make_parts(self, services: Sequence[tuple[int, str]]) -> None:
        self.proposed = EntityList()
        self.proposed.picks_changed.connect(self._count)
        self.proposed.entered.connect(self._submit)
        self.destination = DestinationChoice(services)
        self.destination.changed.connect(self._count)
        self.gone = QListWidget()
        self.gone.setAccessibleName(self.tr("No longer found"))
        self.gone.setMaximumHeight(self.gone.fontMetrics().lineSpacing() * 2 * _GONE_ROWS)
        self.tags = QListWidget()
        self.tags.setAccessibleName(self.tr("Tags that are followed"))
        self.tags.setMaximumHeight(self.tags.fontMetrics().lineSpacing() * 2 * _GONE_ROWS)
        self.tags.currentRowChanged.connect(lambda _: self._count())
        for rows in (self.gone, self.tags):
            # With room of its own, what is selected stands where it stood before.
            rows.setStyleSheet("QListView::item { padding: 3px 8px; }")
        self.tag = QLineEdit()
        self.tag.setPlaceholderText(self.tr("Tag, such as team: shop"))
        self.tag.setAccessibleName(self.tr("Tag to follow"))
        self.tag.textChanged.connect(lambda _: self._count())
        self.follow = QPushButton(self.tr("Follow"))
        self.follow.clicked.connect(self._follow)
        self.unfollow = QPushButton(self.tr("End following"))
        self.unfollow.clicked.connect(self._unfollow)
        self.aside = QPushButton(self.tr("Set aside"))
        self.aside.clicked.connect(self._set_aside)
        self.back = QPushButton()
        self.back.clicked.connect(lambda: self.back_wanted.emit(self._aside_guids))
        self.forget = QPushButton(self.tr("Noted"))
        self.forget.clicked.connect(lambda: self.aside_wanted.emit(self._gone_guids))
        for quiet in (self.unfollow, self.back, self.forget):
            quiet.setProperty("look", "quiet")
        self.said = Label(tone="muted", wrap=True)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.add = QPushButton()
        self.add.setProperty("look", "primary")
        self.add.clicked.connect(self._submit)
        self.main_button = self.add

    def _lay_out(self) -> None:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        self._of_proposed = SectionLabel(self.tr("Proposed"))
        box.addLayout(_line(self._of_proposed, None, self.back))
        box.addWidget(self.proposed, 1)
        self.proposed.setMinimumHeight(160)
        box.addWidget(self.destination)
        self._of_gone = QWidget()
        gone = QVBoxLayout(self._of_gone)
        gone.setContentsMargins(0, 0, 0, 0)
        gone.setSpacing(SPACE_2)
        gone.addLayout(_line(SectionLabel(self.tr("No longer found")), None, self.forget))
        gone.addWidget(self.gone)
        box.addWidget(self._of_gone)
        box.addLayout(_line(SectionLabel(self.tr("Tags that are followed")), None, self.unfollow))
        box.addWidget(self.tags)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.tag, 1)
        line.addWidget(self.follow)
        box.addLayout(line)
        box.addWidget(self.said)
        box.addStretch(0)
        self.hold(inner)
        self.foot.addStretch(1)
        for button in (self.close_button, self.aside, self.add):
            self.foot.addWidget(button)

    @property
    def is_touched(self) -> bool:
        """Whether anything is ticked or typed that would be lost."""
        return bool(self.proposed.picked or self.tag.text().strip())

    def show_view(self, view: FollowedView) -> None:
        """Shows what was found; ticks stay where their entity is still proposed."""
        self._view = view
        entities = tuple(entity for _, entity in view.proposed)
        there = {entity.guid for entity in entities}
        self.proposed.forget_picks([o.guid for o in self.proposed.picked if o.guid not in there])
        self.proposed.show_entities(entities, is_more=False)
        self.gone.clear()
        for one in view.gone:
            words = self.tr("{name}: not found by {tag} any more, watched by {services}")
            services = ", ".join(one.watched_by)
            self.gone.addItem(words.format(name=one.name, tag=one.tag, services=services))
        self._of_gone.setVisible(bool(view.gone))
        chosen = self.tags.currentRow()
        self.tags.clear()
        for tag in view.tags:
            state = tag.problem or self.tr("{count} found").format(count=tag.found)
            waits = not tag.problem and tag.looked_at is None
            where = self.tr("account {number}").format(number=tag.account) if tag.account else ""
            parts = (tag.tag, where, self.tr("being looked for") if waits else state)
            self.tags.addItem(" · ".join(part for part in parts if part))
        self.tags.setCurrentRow(min(max(chosen, 0), len(view.tags) - 1))
        self.tags.setVisible(bool(view.tags))
        self.say(self._standing(view))
        count = len(view.set_aside)
        self.back.setVisible(count > 0)
        self.back.setText(self.tr("Propose {count} set aside again").format(count=count))
        self._count()

    def _standing(self, view: FollowedView) -> str:
        if not view.tags:
            return self.tr(
                "Follow a tag, and entities that get it in New Relic are proposed here within five "
                "minutes. Nothing is added or removed by itself."
            )
        if view.waiting:
            return ""
        if not any(tag.found for tag in view.tags):
            return self.tr("No entity in New Relic has one of these tags yet.")
        return self.tr("All that these tags find is watched or set aside.")

    def say(self, words: str, *, tone: str = "muted") -> None:
        """Says something below the tags; nothing where it is empty."""
        self.said.set_tone(tone)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        """Says what did not work; what is ticked stays."""
        self.say(sentence, tone="major")
        self._count()

    def was_followed(self) -> None:
        """The tag was taken: the field is free for the next one."""
        self.tag.clear()

    @property
    def _gone_guids(self) -> tuple[str, ...]:
        return tuple(one.guid for one in self._view.gone)

    @property
    def _aside_guids(self) -> tuple[str, ...]:
        return tuple(guid for guid, _ in self._view.set_aside)

    def _count(self) -> None:
        count = len(self.proposed.picked)
        self.add.setEnabled(count > 0 and self.destination.is_complete)
        self.aside.setEnabled(count > 0)
        words = {0: self.tr("Watch"), 1: self.tr("Watch 1 entity")}
        self.add.setText(words.get(count) or self.tr("Watch {count} entities").format(count=count))
        self.follow.setEnabled(bool(self.tag.text().strip()))
        self.unfollow.setVisible(bool(self._view.tags))
        for part in (self.proposed, self.destination, self._of_proposed):
            part.setVisible(bool(self._view.proposed))

    def _submit(self) -> None:
        picked = self.proposed.picked
        if not picked or not self.add.isEnabled():
            return
        self.add.setEnabled(False)
        by = {entity.guid: number for number, entity in self._view.proposed}
        groups = {tag.id: tag.group for tag in self._view.tags}
        # Where the tags offer different groups, none is taken by itself.
        offered = {groups.get(by.get(one.guid, 0), "") for one in picked}
        group = offered.pop() if len(offered) == 1 else ""
        self.picked.emit(picked, group, self.destination.chosen)

    def _set_aside(self) -> None:
        self.aside_wanted.emit(tuple(one.guid for one in self.proposed.picked))

    def _follow(self) -> None:
        self.follow_wanted.emit(FollowTag(self.tag.text().strip()))

    def _unfollow(self) -> None:
        row = self.tags.currentRow()
        if 0 <= row < len(self._view.tags):
            self.unfollow_wanted.emit(self._view.tags[row].id)


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Parts beside each other; None is what stretches."""
    line = QHBoxLayout()
    line.setSpacing(SPACE_2)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line
