"""A claim about uptime as it stands on the page: its figure, and the words beneath it."""

from dataclasses import dataclass
from datetime import tzinfo

from statusboard.domain.claim_words import claim_headline
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.views.public import PublicClaim
from statusboard.render.page_words.base import PageWords


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim in texts: its figure, the words beneath it, how it was measured."""

    big: str
    small: str
    note: str


def claim_facts(public: PublicClaim, words: PageWords, zone: tzinfo) -> ClaimFacts:
    """A claim in the language of a page; `zone` is that of the days of a run."""
    note = words.claims.observed.format(share=words.dates.share(public.coverage))
    return ClaimFacts(*claim_headline(public.claim, TONGUES[words.code], zone), note)
