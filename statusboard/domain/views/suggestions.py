"""What monitoring suggests to tell customers, and nobody has touched or sent."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.notice import Wording


@dataclass(frozen=True, slots=True)
class SuggestionItem:
    """One draft of monitoring. `incident_id`: whose end it would tell; None: of new trouble.

    `source` names where its facts come from, empty for several. `recipients`: so many would be told
    the end. `is_clean`: every check looked at it and has nothing to say, which is never so in a
    language that no rule knows. Nobody wants to be reminded of it before `hidden_until`.
    """

    notice_id: int
    incident_id: int | None
    wording: Wording
    drafted_at: datetime
    source: str = ""
    recipients: int = 0
    is_clean: bool = False
    hidden_until: datetime | None = None

    def is_hidden(self, now: datetime) -> bool:
        """Whether it was left for later."""
        return self.hidden_until is not None and now < self.hidden_until


@dataclass(frozen=True, slots=True)
class SuggestionsView:
    """Everything that is suggested, the newest first.

    `written`: the incidents whose next update a person is writing.
    """

    as_of: datetime
    items: tuple[SuggestionItem, ...] = ()
    written: frozenset[int] = frozenset()

    def of_incident(self, incident_id: int, now: datetime) -> SuggestionItem | None:
        """What would tell its end, unless that was left for later."""
        return next(
            (
                one
                for one in self.items
                if one.incident_id == incident_id and not one.is_hidden(now)
            ),
            None,
        )

    def is_left(self, incident_id: int, now: datetime) -> bool:
        """Whether its end was left for later."""
        mine = (one for one in self.items if one.incident_id == incident_id)
        return any(one.is_hidden(now) for one in mine)

    def of_trouble(self, component_ids: frozenset[int]) -> tuple[SuggestionItem, ...]:
        """What is suggested about new trouble with any of these services."""
        return tuple(
            one
            for one in self.items
            if one.incident_id is None and component_ids & set(one.wording.components)
        )


NOTHING_SUGGESTED = SuggestionsView(datetime.min)  # noqa: DTZ901 - of no time
