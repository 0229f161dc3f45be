"""A notice held against the last update: the state moves back, or the title is another one."""

import re
from collections.abc import Iterator

from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.measurements import Evidence
from statusboard.domain.notice import Wording

# What somebody writes who says why it goes on: in English and in German. A text without any of
# these words may still say why, so the finding only warns.
_REASON = re.compile(
    r"\b(?:because|since|due to|turned out|turns out|found that|(?:is|are|was|were) back"
    r"|again|c[ao]me back|returned|re-?appear\w*|re-?occur\w*|recur\w*|still|not yet"
    r"|(?:did|has|have|had|was|were)(?: not|n['’]t)|no longer|another|by mistake|mistaken\w*"
    r"|too early|premature\w*"
    r"|weil|da(?= \w)|denn|erneut\w*|wieder|doch|noch immer|noch nicht|nicht behoben|weiterhin"
    r"|zurückgekehrt|zu früh|irrtümlich|stellte sich heraus|hat sich gezeigt)\b",
    re.IGNORECASE,
)


def moved_back(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    """The state goes back, and the text does not say why."""
    said = evidence.said
    if said is None or wording.status.step >= said.status.step:
        return
    body = without_comments(wording.body)
    is_new = body.split() != without_comments(said.body).split()
    if is_new and _REASON.search(body):
        return
    if said.status.is_over and not wording.status.is_over:
        sentence = (
            "Customers were told that it is over, and this update says "
            f"{wording.status.value}. Say in the text why it is not over."
        )
    else:
        sentence = (
            f"The last update said {said.status.value}, and this one says {wording.status.value}. "
            "Say in the text why it goes back."
        )
    yield Finding(sentence, blocks=False, rule="moved_back")


def title_changed(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    """The title is not that of the last update, by which readers know the incident."""
    if evidence.said is None:
        return
    before = " ".join(without_comments(evidence.said.title).split())
    title = " ".join(without_comments(wording.title).split())
    if title and before and title != before:
        yield Finding(
            f"The title was “{before}” in the last update. "
            "Who knows it by that may take this for something else.",
            blocks=False,
            rule="title_changed",
        )
