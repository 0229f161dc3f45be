"""The five cards on top, and the line that says what their figures stand on."""

from datetime import datetime, tzinfo

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from statusboard.domain.objective import Hours
from statusboard.domain.promise_kept import UNDECIDED
from statusboard.domain.views.objectives import BudgetOutlook, ObjectiveStanding
from statusboard.domain.views.uptime import AnyRange, Figures, period_of
from ui.screens.uptime.figure_card import FigureCard
from ui.screens.uptime.objective_words import (
    budget_label,
    burn_words,
    corrected_words,
    detected_sentence,
    longest_words,
    major_free_words,
    promises_sentence,
    terms_of,
    waits_sentence,
)
from ui.screens.uptime.period_words import period_words
from ui.screens.uptime.promise_words import kept_words, record_sentences, rule_words
from ui.screens.uptime.words import (
    NONE,
    days_since,
    delay_words,
    lost_words,
    observed_words,
    percent_words,
)
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.paragraph import Paragraph
from ui.widgets.time_words import days_words, moment_words

_GAP, _NARROW_GAP, _NARROW = 14, 8, 900


class FigureRow(QWidget):
    """Uptime, error budget, time down, days without a major outage, speed of the first notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uptime = FigureCard(self.tr("Uptime"), max_lines=3)
        self.budget = FigureCard(self.tr("Error budget left"), has_bar=True)
        self.down = FigureCard(self.tr("Time down"), max_lines=3)
        self.major_free = FigureCard(self.tr("Since last major outage"), max_lines=3)
        self.first_notice = FigureCard(self.tr("First notice after"), max_lines=3)
        self.standing = Paragraph(size=CAPTION, tone="muted")
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(SPACE_2)
        cards = (self.uptime, self.budget, self.down, self.major_free, self.first_notice)
        for column, card in enumerate(cards):
            grid.addWidget(card, 0, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.standing, 1, 0, 1, len(cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.setHorizontalSpacing(_NARROW_GAP if self.width() < _NARROW else _GAP)

    def show_figures(
        self, figures: Figures, chosen: AnyRange, *, as_of: datetime, zone: tzinfo
    ) -> None:
        """Shows the figures of a range."""
        self.uptime.show_label(self.tr("Uptime, {range}").format(range=period_words(chosen)))
        self._show_uptime(figures, chosen)
        self._show_budget(figures)
        self._show_down(figures)
        self._show_major_free(figures, as_of, zone)
        self._show_first_notice(figures)
        self._stand_on(figures)
        # What must be printed stands here in a line; the rest is behind the card it belongs to.
        observed = self.tr("Observed {coverage} of the time, time-weighted.")
        if figures.uptime == NONE:
            observed = self.tr("Observed {coverage} of the time: too little for a figure.")
        said = (
            observed.format(coverage=percent_words(figures.coverage)),
            figures.added_up,
            figures.cost_in_short if figures.outages else "",
        )
        self.standing.set_text(" ".join(filter(None, said)))

    def _stand_on(self, figures: Figures) -> None:
        """Coverage and rule stand behind each figure: on hover, on focus, and to who hears it."""
        words = self.tr("{coverage} of this time was observed.")
        opens = self.tr("Press to see what it is made of.")
        observed = words.format(coverage=percent_words(figures.coverage))
        for card in (self.uptime, self.budget, self.down):
            card.stand_on(f"{observed} {figures.rule}\n{opens}")
        if figures.objective is not None:
            # Its own window was observed for itself, and its rule is told with the objective.
            observed = words.format(coverage=percent_words(figures.objective.coverage))
            self.budget.stand_on(f"{observed}\n{opens}")

    def _show_uptime(self, figures: Figures, chosen: AnyRange) -> None:
        corrected = corrected_words(figures.corrections)
        self.uptime.explain(promises_sentence(figures))
        if figures.uptime == NONE:
            said = (observed_words(figures.coverage), corrected)
            self.uptime.show_figure(NONE, "\n".join(filter(None, said)))
            return
        made = figures.promises + figures.promises_open
        missed = made - figures.promises_kept
        own = None if figures.objective is None else figures.objective.objective
        # A promise over twelve months is neither kept nor broken by a quarter.
        is_own = own is None or (own.window, own.hours) == (period_of(chosen), Hours.ALL)
        if made > 1 and figures.promises:
            words = (
                self.tr("{kept} of {all} promises kept")
                if missed
                else self.tr("all {all} promises kept")
            )
            promised = words.format(kept=figures.promises_kept, all=made)
        elif figures.promised is not None:
            percent = percent_words(figures.promised)
            promised = self.tr("promised {percent}").format(percent=percent)
            if figures.objective is not None and not is_own:
                promised = f"{promised} {terms_of(figures.objective.objective)}"
        else:
            promised = self.tr("nothing is promised")
        if figures.promises_open and not figures.promises:
            promised = self.tr("whether it was kept is {undecided}").format(undecided=UNDECIDED)
            if made > 1:
                promised = self.tr("{all} promises, {undecided}").format(
                    all=made, undecided=UNDECIDED
                )
        tone = ""
        if figures.budget_left_permille is not None and figures.is_of_the_whole and is_own:
            # Beside a promise that was missed, what is left of the others is no good news.
            is_kept = figures.budget_left_permille > 0
            tone = ("" if missed else "operational") if is_kept else "major"
        caption = "\n".join(filter(None, (promised, corrected)))
        self.uptime.show_figure(percent_words(figures.uptime), caption, tone=tone)

    def _show_budget(self, figures: Figures) -> None:
        standing = figures.objective
        if standing is not None:
            self._show_objective(standing, figures.outlook, figures.groups)
            return
        self.budget.show_label(self.tr("Error budget left"))
        self.budget.explain("\n".join((promises_sentence(figures), *figures.groups)).strip())
        left = figures.budget_left_permille
        if left is None:
            words = self.tr("needs a promise")
            if figures.promises_open:
                words = UNDECIDED
            self.budget.show_figure(NONE, words)
            return
        if left == 0:
            over = figures.budget_over_us
            words = self.tr("overspent by {time}") if over else self.tr("nothing is left")
            self.budget.show_figure(
                self.tr("Used up"), words.format(time=lost_words(over)), tone="major"
            )
            return
        self.budget.show_figure(percent_words(str(left // 10)), permille=left)

    def _show_objective(
        self,
        standing: ObjectiveStanding,
        outlook: BudgetOutlook | None,
        groups: tuple[str, ...],
    ) -> None:
        """The budget of its own window, whatever the range; beside it how fast it burns."""
        self.budget.show_label(budget_label(standing.objective))
        foreseen = () if outlook is None else (outlook.sentence, outlook.method)
        promised = self.tr("Promised: {objective}.").format(objective=standing.objective.words)
        said = (promised, standing.alarm, *foreseen, *groups, standing.rule)
        self.budget.explain("\n".join(filter(None, said)))
        budget = standing.budget
        if budget is None:
            self.budget.show_figure(NONE, burn_words(standing) or UNDECIDED)
            return
        if budget.left_us <= 0:
            over = -budget.left_us
            words = self.tr("overspent by {time}") if over else self.tr("nothing is left")
            words = words.format(time=lost_words(over))
            self.budget.show_figure(self.tr("Used up"), words, tone="major")
            return
        figure = percent_words(str(budget.left_permille // 10))
        if standing.alarm:
            self.budget.show_figure(figure, burn_words(standing), tone="major")
            return
        self.budget.show_figure(figure, permille=budget.left_permille)

    def _show_down(self, figures: Figures) -> None:
        self.down.explain(figures.cost_assumption if figures.outages else "")
        if not figures.outages:
            is_seen = figures.uptime != NONE
            words = self.tr("no outage") if is_seen else self.tr("none in the time observed")
            self.down.show_figure(self.tr("None") if is_seen else NONE, words)
            return
        longest = lost_words(figures.longest_us)
        cost = self.tr("about {cost}").format(cost=figures.cost) if figures.cost else ""
        caption = (
            self.tr("1 outage, {longest}")
            if figures.outages == 1
            else self.tr("{count} outages, longest {longest}")
        )
        self.down.show_figure(
            lost_words(figures.down_us),
            "\n".join(filter(None, (caption.format(count=figures.outages, longest=longest), cost))),
        )

    def _show_major_free(self, figures: Figures, as_of: datetime, zone: tzinfo) -> None:
        since = figures.major_free_since
        self.major_free.explain(major_free_words(figures))
        if since is None:
            caption = (
                self.tr("one is going on") if figures.ever_major else self.tr("no history yet")
            )
            self.major_free.show_figure(
                self.tr("Now") if figures.ever_major else NONE,
                caption,
                tone="major" if figures.ever_major else "",
            )
            return
        caption = (
            self.tr("it ended {moment}")
            if figures.ever_major
            else self.tr("watched since {moment}, none seen")
        )
        said = caption.format(moment=moment_words(since, as_of, zone))
        record = longest_words(figures.told) if figures.ever_major else ""
        self.major_free.show_figure(
            days_words(days_since(since, as_of)), "\n".join(filter(None, (said, record)))
        )

    def _show_first_notice(self, figures: Figures) -> None:
        """How soon the first word came; below it, whether the next ones came as promised."""
        kept = kept_words(figures.updates)
        said = (
            record_sentences(figures.updates),
            detected_sentence(figures.told),
            waits_sentence(figures.told),
        )
        told = " ".join(filter(None, said))
        self.first_notice.explain("\n\n".join(filter(None, (told, rule_words(figures.updates)))))
        if figures.first_notice_us is None:
            words = (
                self.tr("start not measured") if figures.incidents else self.tr("no incident told")
            )
            self.first_notice.show_figure(NONE, "\n".join(filter(None, (words, kept))))
            return
        caption = (
            self.tr("1 incident")
            if figures.first_notices == 1
            else self.tr("median, {count} incidents").format(count=figures.first_notices)
        )
        self.first_notice.show_figure(
            delay_words(figures.first_notice_us), "\n".join(filter(None, (caption, kept)))
        )
