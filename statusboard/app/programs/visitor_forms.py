"""The forms of visitors: pages from what the office offers, and back what they filled in.

A form is marked with when it was shown, by a secret of this program: what comes back sooner than a
person types, or from another program's form, is shown once more and does nothing.
"""

import hashlib
import hmac
import math
import secrets as chance
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from statusboard.app.clock import Clock
from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.domain.accepted_language import accepted_language
from statusboard.domain.views.visiting import ChangeWishes, Link, Offer
from statusboard.domain.visit_limits import FORMS, FormLimits
from statusboard.domain.visits import Seen
from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.render.forms import fields as read
from statusboard.render.forms.fields import Fields, Place, Problem, Wrong
from statusboard.render.forms.frame import Visit as Page
from statusboard.render.forms.languages import LANGUAGES
from statusboard.render.forms.personal import (
    confirm_html,
    confirmed_html,
    leave_html,
    left_html,
    manage_html,
)
from statusboard.render.forms.said import asked_html, no_link_html, not_now_html, too_many_html
from statusboard.render.forms.style import form_files
from statusboard.render.forms.subscribing import subscribe_html
from statusboard.server.rate_limit import RateLimit
from statusboard.server.visits import Shown, Visit

# Nobody fills in a form faster; and a form that stood open for longer is an old one.
FASTEST_S, OLDEST_S = 1.0, 24 * 3600.0
# What the office offers is asked for again after so long: it may be anybody who has it asked.
OFFER_LASTS_S = 5.0
WRONG, GONE, MISSING, TOO_MANY, BUSY = 422, 410, 404, 429, 503
RETRY_S = 5
UNKNOWN = "token.unknown"
NOTHING_OFFERED = Offer("", "", (), (), (), (), {})


def rate_limit(limits: FormLimits) -> RateLimit:
    """The limit within which is acted. How often an address is asked has limits of its own."""
    return RateLimit(limits.a_minute_from_a_network, limits.a_minute_in_all)


@dataclass(slots=True)
class VisitorForms:
    """Answers visits, by the office as far as visitors may use it; `seen` counts refusals.

    `page_key` is that of the page whose forms they are; empty: the main one.
    """

    desk: VisitorDesk
    clock: Clock
    limit: RateLimit = field(default_factory=lambda: rate_limit(FORMS))
    seen: Counter[Seen] = field(default_factory=Counter)
    page_key: str = ""
    _secret: bytes = field(default_factory=lambda: chance.token_bytes(32), repr=False)
    _offer: Offer = NOTHING_OFFERED
    _offered_s: float | None = None

    @property
    def files(self) -> Mapping[str, bytes]:
        """What the pages refer to."""
        return form_files()

    async def answer(self, visit: Visit) -> Shown:
        """The page that answers a visit."""
        language = accepted_language(visit.asked_in, visit.accepts, LANGUAGES)
        page = Page(
            language=language,
            asked=language if language == visit.asked_in else "",
            root="../" if visit.name else "",
            stamp=self._stamp(),
        )
        if visit.fields is not None:
            wait_s = self.limit.wait_s(visit.network, self.clock.monotonic())
            if wait_s:
                self.seen[Seen.TOO_OFTEN] += 1
                shown_now = too_many_html(self._offer, page)
                return Shown(TOO_MANY, shown_now, retry_s=math.ceil(wait_s))
        answers: dict[str, Callable[[Visit, Offer, Page], object]] = {
            "subscribe": self._subscribe,
            "confirm": self._confirm,
            "subscriptions": self._manage,
            "leave": self._leave,
        }
        offer = self._offer
        try:
            offer = await self._offered()
            page = replace(page, is_demo=offer.is_demo)
            shown: Shown = await answers[visit.form](visit, offer, page)  # type: ignore[misc]
        except RuleBroken as broken:
            return self._no_link(offer, page, broken.field)
        except (Unavailable, Rejected):
            self.seen[Seen.BUSY] += 1
            return Shown(BUSY, not_now_html(offer, page), retry_s=RETRY_S)
        return shown

    async def _subscribe(self, visit: Visit, offer: Offer, page: Page) -> Shown:
        if visit.fields is None:
            return Shown(200, subscribe_html(offer, page, incident=visit.name))
        entry = read.read_entry(visit.fields, offer, page.language)
        if read.is_trapped(visit.fields):
            self.seen[Seen.TRAPPED] += 1
            return Shown(200, asked_html(offer, page, entry.channel, incident=visit.name))
        asked = read.asked_of(entry, offer, incident=visit.name, network=visit.network)
        if not isinstance(asked, Wrong) and not self._is_fresh(visit.fields):
            asked = Wrong({Place.FORM: Problem.STALE})
        if not isinstance(asked, Wrong):
            try:
                await self.desk.ask(replace(asked, page=self.page_key))
            except RuleBroken as broken:
                asked = read.refused(broken.field)
        if isinstance(asked, Wrong):
            self._count_wrong(asked)
            return Shown(WRONG, subscribe_html(offer, page, entry, asked, incident=visit.name))
        return Shown(200, asked_html(offer, page, entry.channel, incident=visit.name))

    async def _confirm(self, visit: Visit, offer: Offer, page: Page) -> Shown:
        link = Link(visit.name, self.page_key)
        if visit.fields is not None:
            return Shown(200, confirmed_html(offer, page, await self.desk.confirm(link)))
        standing = await self.desk.standing(link)
        if standing.until is None:
            return self._no_link(offer, page, UNKNOWN)
        return Shown(200, confirm_html(offer, page, standing))

    async def _manage(self, visit: Visit, offer: Offer, page: Page) -> Shown:
        link = Link(visit.name, self.page_key)
        standing = await self.desk.standing(link)
        if standing.until is not None:
            return self._no_link(offer, page, UNKNOWN)
        if visit.fields is None:
            return Shown(200, manage_html(offer, page, standing, link))
        entry = read.read_entry(visit.fields, offer, page.language)
        wanted = read.wanted_of(entry)
        if isinstance(wanted, Wrong):
            return Shown(WRONG, manage_html(offer, page, standing, link, entry, wanted))
        try:
            settled = await self.desk.change(ChangeWishes(link.token, wanted, self.page_key))
        except RuleBroken as broken:
            if broken.field.startswith("token."):
                raise
            wrong = read.refused(broken.field)
            return Shown(WRONG, manage_html(offer, page, standing, link, entry, wrong))
        return Shown(200, manage_html(offer, page, settled.standing, link, is_saved=True))

    async def _leave(self, visit: Visit, offer: Offer, page: Page) -> Shown:
        link = Link(visit.name, self.page_key)
        if visit.fields is not None:
            settled = await self.desk.leave(link)
            return Shown(200, left_html(offer, page, settled.standing))
        standing = await self.desk.standing(link)
        return Shown(200, leave_html(offer, page, standing, link))

    def _no_link(self, offer: Offer, page: Page, why: str) -> Shown:
        is_old = why.startswith("token.") and why != UNKNOWN
        self.seen[Seen.OLD_LINK if is_old else Seen.BAD_LINK] += 1
        return Shown(GONE if is_old else MISSING, no_link_html(offer, page, why))

    def _count_wrong(self, wrong: Wrong) -> None:
        """What a person forgot to fill in is not refused, and so not counted."""
        if wrong.problems.get(Place.ADDRESS) in (Problem.ADDRESS, Problem.LONG):
            self.seen[Seen.BAD_ADDRESS] += 1
        elif Problem.STALE in wrong.problems.values():
            self.seen[Seen.STALE] += 1

    async def _offered(self) -> Offer:
        now_s = self.clock.monotonic()
        if self._offered_s is None or now_s - self._offered_s > OFFER_LASTS_S:
            self._offer = await self.desk.offer(self.page_key)
            self._offered_s = now_s
        return self._offer

    def _stamp(self) -> str:
        shown_at = f"{self.clock.monotonic():.3f}"
        return f"{shown_at}.{self._mark(shown_at)}"

    def _is_fresh(self, fields: Fields) -> bool:
        shown_at, _, mark = read.stamp_of(fields).rpartition(".")
        if not hmac.compare_digest(mark.encode(), self._mark(shown_at).encode()):
            return False
        return FASTEST_S <= self.clock.monotonic() - float(shown_at) <= OLDEST_S

    def _mark(self, shown_at: str) -> str:
        return hmac.new(self._secret, shown_at.encode(), hashlib.sha256).hexdigest()[:32]
