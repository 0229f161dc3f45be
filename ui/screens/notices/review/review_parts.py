"""The parts of the last look: services before and after, findings, where it goes, the promise."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.finding import Finding
from statusboard.domain.time_text import when_text
from statusboard.domain.views.notices import ReviewView, StatusMove
from ui.screens.notices.editor.findings_list import Level, LevelGlyph
from ui.theme.fonts import SEMIBOLD
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.status_chip import StatusChip
from ui.widgets.time_words import spoken_length, zone_of

# Palette roles follow the theme: `mid` is the hairline.
_LINED = "#linedRow { border: none; border-bottom: 1px solid palette(mid); }"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def lined(parts: Sequence[QWidget]) -> QWidget:
    """A row above a hairline; its first part takes the room that is left."""
    row = QFrame()
    row.setObjectName("linedRow")
    row.setStyleSheet(_LINED)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 7, 0, 7)
    layout.setSpacing(SPACE_2)
    for number, part in enumerate(parts):
        layout.addWidget(part, 1 if number == 0 else 0)
    return row


def move_row(move: StatusMove) -> QWidget:
    """A service, with what readers were told of it and what they will be told."""
    name = ElidedLabel(move.name)
    if move.before is move.after:
        return lined([name, StatusChip(move.after), Label(_tr("stays"), tone="muted")])
    return lined([name, StatusChip(move.before), Label("→", tone="muted"), StatusChip(move.after)])


def target_row(target: str) -> QWidget:
    """A place that the page is put."""
    place = ElidedLabel(target, weight=SEMIBOLD, cut=Qt.TextElideMode.ElideMiddle)
    return lined([Label(_tr("Status page")), place])


def finding_row(finding: Finding) -> QWidget:
    """What stands against it, on the soft colour of its gravity."""
    return _boxed(finding.sentence, blocks=finding.blocks)


def warning_row(words: str) -> QWidget:
    """What is wrong with a channel, below the rows of all."""
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(0, SPACE_2, 0, 0)
    layout.addWidget(_boxed(words, blocks=False))
    row.setAccessibleName(words)
    return row


def _boxed(words: str, *, blocks: bool) -> QWidget:
    box = QFrame()
    box.setObjectName("finding")
    level = Level.BLOCKS if blocks else Level.WARNS
    ground = tokens().major_soft if blocks else tokens().degraded_soft
    box.setStyleSheet(f"#finding {{ background: {ground}; border-radius: 8px; }}")
    layout = QHBoxLayout(box)
    layout.setContentsMargins(SPACE_3, 10, SPACE_3, 10)
    layout.setSpacing(10)
    layout.addWidget(LevelGlyph(level), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Paragraph(words), 1)
    return box


def content_row(words: str, level: Level = Level.GOOD) -> QWidget:
    """Said where nothing was found, or where nothing could be looked for."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    layout.addWidget(LevelGlyph(level), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Paragraph(words), 1)
    return box


def promise_card(view: ReviewView, now: datetime, *, is_over: bool, last: str = "") -> Card:
    """When readers hear from us again; below it, in words, what became of the `last` promise."""
    promise, length = view.promise, view.wording.next_update_in
    card = Card(margin=SPACE_3 + 2)
    if promise is None:
        words = (
            _tr("It is over: no further update is promised.")
            if is_over
            else _tr("No next update is promised. Choose a time before publishing.")
        )
        said = " ".join(filter(None, (words, last)))
        card.body.addWidget(Label(said, tone="muted", wrap=True))
        return card
    time = when_text(promise, zone_of(view.zone), now=now)
    left = (promise - now).total_seconds()
    if length is not None:
        # It is promised from the moment of publishing on, and people read a sheet for minutes.
        after = spoken_length(length.total_seconds())
        away = _tr("{length} after publishing, so later if you wait").format(length=after)
    elif left > 0:
        away = _tr("{length} from now").format(length=spoken_length(left))
    else:
        away = _tr("already past")
    column = QVBoxLayout()
    column.setSpacing(2)
    headline = Label(_tr("Next update by {time}").format(time=time), weight=SEMIBOLD, wrap=True)
    column.addWidget(headline)
    said = f"{away}. {last}" if last else away
    column.addWidget(Label(said, size=CAPTION, tone="muted", wrap=True))
    card.body.addLayout(column)
    return card
