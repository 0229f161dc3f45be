"""No guesses about the cause before it is known."""

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

# Said of the cause alone; of what customers may notice it is no guess but care, and what makes
# them notice it is known where “users may see errors due to a full disk” is written.
_CAUSE = (
    r"(?: (?!to\b)\w+)? (?:caus(?:e|ed|es|ing)|due to|because|(?:the |a )?result of|"
    r"(?:root |underlying )cause|related|originat\w+|stem\w*|linked to|triggered)"
)
_GRUND = r"[^.!?\n]{0,60}?\b(?:ursach\w+|verursacht|zurückzuführen|ausgelöst)"
# Where it spreads, and whether it is over, is an observation and not its cause.
_SEEN = (
    r"(?:\w+ly )?(?:resolved|fixed|over|back|stable|down|working|recover\w*|restored|mitigated|"
    r"improv\w*|operat\w*|affect\w*|impact\w*|limited|isolated to|intermittent|available|"
    r"unavailable|fully|healthy|ongoing|widespread|only|in)"
)
_SAFE = rf"(?: that)?[^.!?\n]{{0,60}}?\b(?:is|are|was|were|been|be)(?: now)? {_SEEN}\b"
_PATTERNS = {
    Language.ENGLISH: any_of(
        rf"(?:we|our engineers) (?:currently )?(?:believe|think|assume)(?!{_SAFE})"
        r"(?! (?:that )?we\b)(?! (?:no|none|"
        r"your|customers?|users?|this affects|it affects)\b)",
        r"(?:we|our engineers) (?:currently )?suspect",
        r"(?:this|it|that|which|cause|issue|problem|fault|incident|outage) (?:seems?|appears?) to "
        rf"(?:be|have been)(?! {_SEEN}\b)",
        rf"(?:seems?|appears?)(?: to (?:be|have been))?(?={_CAUSE}\b)",
        "probably",
        "presumably",
        r"suspected (?:root )?cause",
        rf"(?:most likely|likely|possibly|perhaps)(?={_CAUSE}\b)",
        rf"(?:may|might|could)(?= (?:be|have been){_CAUSE}\b)",
    ),
    Language.GERMAN: any_of(
        r"wir (?:vermuten|glauben|nehmen an|gehen (?:derzeit |aktuell )?davon aus)"
        r"(?![^.!?\n]{0,80}?\b(?:behoben|gelöst|vorbei|wieder|abgeschlossen|keine Daten))",
        "vermutlich",
        "wahrscheinlich",
        "mutmaßlich",
        r"(?:scheint|scheinen)(?![^.!?\n]{0,60}?\b(?:behoben|gelöst|vorbei|wieder|betroffen))",
        rf"(?:möglicherweise|eventuell|vielleicht|könnte\w*)(?={_GRUND})",
        r"(?:liegt|liegen) (?:\w+ )?(?:möglicherweise|vielleicht|eventuell)",
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
        Sample("Some of you may see errors because of a fault in our sign-in."),
        Sample("You could see old prices due to a late import."),
        Sample("The fault appears to be limited to customers in Spain."),
        Sample("We believe that payments are now restored, and look on."),
        Sample(
            "Sie können möglicherweise wegen eines Fehlers der Anmeldung nicht zahlen.",
            language=Language.GERMAN,
        ),
        Sample("Die Störung scheint behoben, wir prüfen weiter.", language=Language.GERMAN),
        Sample("Anmelden kann länger dauern. Wir suchen die Ursache.", language=Language.GERMAN),
        Sample("Möglicherweise sehen Sie ältere Zahlen.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We believe a network change is behind this.", ("We believe",)),
        Sample("The cause seems to be a full disk.", ("cause seems to be",)),
        Sample("This is probably a problem at our provider.", ("probably",)),
        Sample("It may have been caused by this morning's release.", ("may",)),
        Sample("This is likely due to heavy traffic.", ("likely",)),
        Sample("The errors seem to be caused by a full disk.", ("seem to be",)),
        Sample("Wir vermuten einen Fehler im Netz.", ("Wir vermuten",), language=Language.GERMAN),
        Sample(
            "Das ist wahrscheinlich eine Folge der Wartung.",
            ("wahrscheinlich",),
            language=Language.GERMAN,
        ),
    ),
)
