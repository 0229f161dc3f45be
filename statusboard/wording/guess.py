"""No guesses about the cause before it is known."""

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

# Said of the cause alone; of what customers may notice it is no guess but care.
_CAUSE = r"[^.!?\n]{0,60}?\b(?:caus\w+|due to|because|result of|root|originat\w+|stem\w*|linked to)"
_GRUND = (
    r"[^.!?\n]{0,60}?\b(?:ursach\w+|verursacht|wegen|aufgrund|liegt an|zurückzuführen|ausgelöst)"
)
_PATTERNS = {
    Language.ENGLISH: any_of(
        r"(?:we|our engineers) (?:currently )?(?:believe|suspect|think|assume)",
        r"(?:this|it|that|which|cause|issue|problem|fault|incident|outage) (?:seems?|appears?) to "
        r"(?:be|have)",
        "probably",
        "presumably",
        rf"(?:most likely|likely|possibly|perhaps|may|might|could)(?={_CAUSE})",
    ),
    Language.GERMAN: any_of(
        r"wir (?:vermuten|glauben|nehmen an|gehen davon aus)",
        "vermutlich",
        "wahrscheinlich",
        "mutmaßlich",
        r"(?:scheint|scheinen)",
        rf"(?:möglicherweise|eventuell|vielleicht|könnte\w*)(?={_GRUND})",
    ),
}


def _look(draft: Draft) -> Remark | None:
    if draft.status is not IncidentStatus.INVESTIGATING:
        return None
    found = draft.find(_PATTERNS)
    return remark_on(
        found,
        "The cause is not known yet, and {} reads as a guess at it. "
        "Say what is known, and that the cause is being looked for.",
    )


DECLARATION = WordRule(
    key="guess",
    look=_look,
    good=(
        Sample("Some customers may see slow pages. We are looking for the cause."),
        Sample("You might have to sign in again."),
        Sample("The issue appears to be over.", status=IncidentStatus.MONITORING),
        Sample("We do not know the cause yet."),
        Sample("Anmelden kann länger dauern. Wir suchen die Ursache.", language=Language.GERMAN),
        Sample("Möglicherweise sehen Sie ältere Zahlen.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We believe a network change is behind this.", ("We believe",)),
        Sample("The cause seems to be a full disk.", ("cause seems to be",)),
        Sample("This is probably a problem at our provider.", ("probably",)),
        Sample("It may have been caused by this morning's release.", ("may",)),
        Sample("This is likely due to heavy traffic.", ("likely",)),
        Sample("Wir vermuten einen Fehler im Netz.", ("Wir vermuten",), language=Language.GERMAN),
        Sample(
            "Das ist wahrscheinlich eine Folge der Wartung.",
            ("wahrscheinlich",),
            language=Language.GERMAN,
        ),
    ),
)
