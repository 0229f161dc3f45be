"""What stands on the page about uptime, as fields of the settings, and how a claim is written."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.claim import OWN, SINCE, Asked, ClaimKind
from statusboard.domain.period import read_period

MOST_CLAIMS = 5
BADGES_NONE, BADGES_ALL, BADGES_EACH = "none", "all", "each"
_EXAMPLE = "availability 12mo"


def claim_lines(text: str) -> tuple[Asked, ...]:
    """The claims of a text by line, such as `availability 12mo` or `major-free`.

    Raises ValueError, with a sentence for people, for a line that is none.
    """
    return tuple(_claim(line) for line in text.splitlines() if line.strip())


def claim_line(asked: Asked) -> str:
    """The line that `claim_lines` reads as this claim; its figure is measured anew each time."""
    return f"{asked.kind} {asked.period}".strip()


def _claim(line: str) -> Asked:
    kind, _, period = line.strip().partition(" ")
    period = period.strip()
    if kind not in set(ClaimKind):
        raise ValueError(f"“{line.strip()[:40]}” is no claim: write {', '.join(ClaimKind)}.")
    known = ClaimKind(kind)
    is_own = period == OWN and known is ClaimKind.PROMISES
    if known.has_period and period != SINCE and not is_own:
        read_period(period)
    if not known.has_period and period:
        raise ValueError(f"{kind} is about no period: leave “{period[:20]}” out.")
    return Asked(known, period)


def _claims_problem(value: object) -> str | None:
    try:
        claims = claim_lines(str(value))
    except ValueError as error:
        return str(error)
    return f"At most {MOST_CLAIMS} claims stand there." if len(claims) > MOST_CLAIMS else None


STATEMENT_FIELDS = (
    FieldSpec(
        "claims",
        FieldKind.LINES,
        "On the page",
        help="Claims that stand on the page and stay current, one in a line: availability, "
        "promises or first-word with a period such as 12mo, 90d or this-quarter; promises own, "
        "each over its own time; major-free; record-run. One that is not carried any more leaves "
        "the page by itself.",
        tidy=str.strip,
        check=_claims_problem,
        default="",
        example=_EXAMPLE,
    ),
    FieldSpec(
        "badges",
        FieldKind.CHOICE,
        "Badges",
        help="Small pictures beside the page, for other sites, that stay current.",
        choices=(BADGES_ALL, BADGES_EACH, BADGES_NONE),
        choice_words=(
            (BADGES_ALL, "Of all services together"),
            (BADGES_EACH, "Of each service too"),
            (BADGES_NONE, "None"),
        ),
        default=BADGES_ALL,
    ),
)
