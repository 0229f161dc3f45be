"""What the doctor says of visitors: who came, who waits for a message, what was refused and why."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.subscribers.arrivals import ARRIVALS
from statusboard.domain.time_text import length_text
from statusboard.domain.views.arrivals import Waiting, refusals
from statusboard.domain.visit_words import REFUSAL_WORDS
from statusboard.domain.visits import Seen
from statusboard.storage.unit import Unit

SUBJECT, WAITING, REFUSED = "visitors", "unconfirmed", "refused"
# With these also people are turned away who mean it well.
HITS_PEOPLE = frozenset({Seen.OVER_PAGE, Seen.BUSY})
RAISED = "asks_in_all under [server] sets how many are asked to confirm in an hour"
_DID = {
    Seen.ASKED: "asked",
    Seen.CONFIRMED: "confirmed",
    Seen.CHANGED: "changed what they are told",
    Seen.LEFT: "left",
    Seen.EXPIRED: "never confirmed",
}


def visitor_findings(unit: Unit) -> Iterator[Finding]:
    """Nothing where nobody can come and nobody came."""
    found = ARRIVALS.run(unit, None)
    if not found.is_anything:
        return
    yield Finding(SUBJECT, Verdict.FINE, _came(found.week))
    yield from _waiting(found.waiting, found.as_of)
    refused = refusals(found.week)
    if refused:
        words = ", ".join(f"{count:,} {REFUSAL_WORDS[each]}" for each, count in refused.items())
        verdict = Verdict.NOTE if HITS_PEOPLE & refused.keys() else Verdict.FINE
        way = f"; {RAISED}" if Seen.OVER_PAGE in refused else ""
        yield Finding(REFUSED, verdict, f"in the last 7 days: {words}{way}")


def _came(week: Mapping[Seen, int]) -> str:
    given = [
        f"{week[each]:,} {one if week[each] == 1 else many}"
        for each, one, many in (
            (Seen.PAGES, "page given", "pages given"),
            (Seen.API, "answer of the API", "answers of the API"),
        )
        if week.get(each)
    ]
    did = [f"{week[each]:,} {words}" for each, words in _DID.items() if week.get(each)]
    parts = [*given, *did]
    return f"in the last 7 days: {', '.join(parts) if parts else 'nobody came'}"


def _waiting(waiting: Waiting, now: datetime) -> Iterator[Finding]:
    if waiting.unsent_since is not None:
        age = length_text(now - waiting.unsent_since)
        words = (
            f"{waiting.unsent:,} asked to be told, and the message by which they confirm has not "
            f"gone out; the first asked {age} ago"
        )
        if waiting.is_unsent_for_long(now):
            words = f"{words}; after a day they have to ask again: see to what is said of messages"
            yield Finding(WAITING, Verdict.PROBLEM, words)
        else:
            yield Finding(WAITING, Verdict.FINE, words)
    if waiting.asked_since is not None:
        age = length_text(now - waiting.asked_since)
        words = f"{waiting.asked:,} got the message and have not confirmed; the first asked {age}"
        if waiting.is_asked_for_long(now):
            words = f"{words} ago; where many wait so long, the message may be taken for spam"
            yield Finding(WAITING, Verdict.NOTE, words)
        else:
            yield Finding(WAITING, Verdict.FINE, f"{words} ago")
    if waiting.failed:
        words = f"{waiting.failed:,} could not be sent the message: their address did not take it"
        yield Finding(WAITING, Verdict.NOTE, words)
