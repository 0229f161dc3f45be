"""What of a helper's words still stands in a text, and in no fact. Pure: asked at every key."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from statusboard.domain.finding import Finding, Words
from statusboard.domain.hidden_text import with_blanks
from statusboard.domain.notice import Wording
from statusboard.domain.views.writing_help import AssistantFacts
from statusboard.wording.unfounded import unfounded


def assistant_findings(wording: Wording, facts: AssistantFacts) -> tuple[Finding, ...]:
    """What the helper wrote, nobody has changed since, and no fact carries; none without it.

    A person may know more than the facts: words that the helper did not write are not marked.
    """
    if not wording.from_helper:
        return ()
    found = unfounded(with_blanks(wording.body), facts.sheet, facts.templates)
    helped = tuple(_of_assistant(one, wording.from_helper) for one in found)
    return tuple(one for one in helped if one.words)


def followed(
    facts: AssistantFacts, wording: Wording, names: Mapping[int, str], now: datetime
) -> AssistantFacts:
    """The facts for the wording as it is now: its services by `names`, its times and its title."""
    sheet = replace(
        facts.sheet,
        now=now,
        services=[name for number, name in names.items() if number in wording.components],
        title=wording.title.strip(),
        started=wording.started_at or facts.sheet.started,
        next_update=wording.promise(now),
    )
    return replace(facts, sheet=sheet)


def _of_assistant(finding: Finding, helped: str) -> Finding:
    mine = tuple(one for one in finding.words if _stands_in(one, helped))
    return replace(finding, words=mine)


def _stands_in(words: Words, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words.text)}(?!\w)", text) is not None
