"""Who came to the page by themselves: what they did today, who waits, what was refused.

Counts alone: of no visitor is anything kept that tells who it was.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.arrivals import Arrivals, refusals
from statusboard.domain.visit_words import REFUSAL_WORDS
from statusboard.domain.visits import Seen
from ui.screens.subscribers.channel_words import count_words
from ui.theme.tokens import CAPTION
from ui.widgets.field_row import declared
from ui.widgets.label import Label
from ui.widgets.time_words import spoken_length


class ArrivalsCard(QWidget):
    """A line for each: who came, who waits, what was refused. Hidden where there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.came = Label(tone="muted", size=CAPTION, wrap=True)
        self.waiting = Label(tone="muted", size=CAPTION, wrap=True)
        self.refused = Label(tone="muted", size=CAPTION, wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for label in (self.came, self.waiting, self.refused):
            box.addWidget(label)
        self.hide()

    def show_arrivals(self, arrivals: Arrivals | None) -> None:
        """Shows what is known of visitors."""
        if arrivals is None or not arrivals.is_anything:
            self.hide()
            return
        self.came.setText(self._came_words(arrivals))
        waiting = self.waiting_words(arrivals)
        self.waiting.setText(waiting)
        self.waiting.setVisible(bool(waiting))
        is_late = arrivals.waiting.is_unsent_for_long(arrivals.as_of)
        self.waiting.set_tone("major" if is_late else "muted")
        refused = self._refused_words(arrivals)
        self.refused.setText(refused)
        self.refused.setVisible(bool(refused))
        self.show()

    def _came_words(self, arrivals: Arrivals) -> str:
        seen = arrivals.today
        parts = [
            (one if seen[each] == 1 else many).format(n=count_words(seen[each]))
            for each, one, many in (
                (Seen.PAGES, self.tr("1 page given"), self.tr("{n} pages given")),
                (Seen.API, self.tr("1 API answer"), self.tr("{n} API answers")),
                (Seen.ASKED, self.tr("1 asked to be told"), self.tr("{n} asked to be told")),
                (Seen.CONFIRMED, self.tr("1 confirmed"), self.tr("{n} confirmed")),
                (Seen.CHANGED, self.tr("1 changed"), self.tr("{n} changed")),
                (Seen.LEFT, self.tr("1 left"), self.tr("{n} left")),
                (Seen.EXPIRED, self.tr("1 never confirmed"), self.tr("{n} never confirmed")),
            )
            if seen.get(each)
        ]
        if not parts:
            return self.tr("Page server today: nobody yet")
        return self.tr("Page server today: {counts}").format(counts=_listed(parts))

    def waiting_words(self, arrivals: Arrivals) -> str:
        """Who asked and has not confirmed, and for how long; empty for nobody."""
        waiting, parts = arrivals.waiting, []
        if waiting.unsent_since is not None:
            words = self.tr("{n} asked and could not be written to yet, the first {age} ago")
            age = spoken_length((arrivals.as_of - waiting.unsent_since).total_seconds())
            parts.append(words.format(n=count_words(waiting.unsent), age=age))
        if waiting.asked_since is not None:
            words = self.tr("{n} have yet to confirm, the first asked {age} ago")
            if waiting.asked == 1:
                words = self.tr("{n} has yet to confirm, and asked {age} ago")
            age = spoken_length((arrivals.as_of - waiting.asked_since).total_seconds())
            parts.append(words.format(n=count_words(waiting.asked), age=age))
        if waiting.failed:
            words = self.tr("{n} asked for an address that takes no message")
            parts.append(words.format(n=count_words(waiting.failed)))
        return _listed(parts)

    def _refused_words(self, arrivals: Arrivals) -> str:
        refused = refusals(arrivals.today)
        parts = [f"{count_words(n)} {declared(REFUSAL_WORDS[each])}" for each, n in refused.items()]
        return self.tr("Refused today: {counts}").format(counts=_listed(parts)) if parts else ""


def _listed(parts: Sequence[str]) -> str:
    return " · ".join(parts)
