"""The spans that claims are judged by, read once for every period that is asked about."""

from dataclasses import dataclass
from functools import cached_property

from statusboard.app.health.together import Together, cut_at_removal
from statusboard.domain.instants import Interval
from statusboard.storage.history.outage_arrays import trouble_in
from statusboard.storage.history.span_arrays import LASTS_US, SpanArrays, read_arrays
from statusboard.storage.unit import Unit


@dataclass
class ClaimSpans:
    """What there is of some services as `one`, over all of the time that was watched.

    Reading all of it is dear, and a period by itself is added up by the database: so whoever needs
    more asks for `every`; `are_read` says whether somebody has.
    """

    unit: Unit
    whole: Interval
    one: Together
    are_read: bool = False

    @cached_property
    def every(self) -> SpanArrays:
        """Every span of every service, by service and start; what lasts has no stop."""
        self.are_read = True
        return self._read()

    @cached_property
    def trouble(self) -> SpanArrays:
        """The spans of trouble of these services alone."""
        # Of the time since the last major outage nothing else is asked.
        found = self.every if self.are_read else self._read(is_trouble=True)
        return trouble_in(found, self.whole, self.one.ids)

    def _read(self, *, is_trouble: bool = False) -> SpanArrays:
        found = read_arrays(self.unit, self.whole, now_us=LASTS_US, is_trouble=is_trouble)
        return cut_at_removal(found, self.one.gone)
