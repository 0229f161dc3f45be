"""Causes that a text names and no fact does."""

import re
from collections.abc import Iterator

from statusboard.wording.base import word_list

_BECAUSE = re.compile(
    r"(?<!\w)(?:due to|because of|caused by|owing to|as a result of|resulting from|triggered by|"
    r"stemm(?:ed|ing|s) from|brought about by|traced (?:back )?to|"
    r"(?:the|root) cause (?:is|was)(?: identified as)?|"
    r"wegen|aufgrund|auf Grund|infolge|verursacht (?:durch|von)|ausgelöst (?:durch|von)|"
    r"hervorgerufen durch|zurückzuführen auf|"
    r"(?:die )?Ursache (?:ist|war|hierfür ist|dafür ist)|Grund (?:dafür|hierfür) (?:ist|war))"
    r"(?!\w)(?P<what>[^.!?;:\n]*)",
    re.IGNORECASE,
)
# A cause ends where the sentence goes on with something else.
_ENDS = re.compile(
    r",|\s(?:and|but|so|while|which|that|since|until|we|our team|und|aber|sodass|während|seit|bis|"
    r"wir)\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Names no cause: “the inconvenience caused by this outage”, “the cause is not known yet”.
_NO_CAUSE = word_list(
    """
    a an the this that these those its our your their any all some such it them is are was were be
    being been has have had not no now yet still currently at in on of for with to from by and or
    outage outages incident incidents disruption disruptions interruption interruptions problem
    problems issue issues trouble event fault faults failure failures downtime delay delays
    inconvenience degradation impact error errors
    unavailability maintenance work known unknown unclear found identified clear mended fixed
    resolved established confirmed determined investigated investigation being under understood
    service services affected today recent earlier ongoing current
    der die das dem den des dieser diese dieses diesem diesen ein eine einer eines einem einen
    unser unsere unserer unseres ist sind war waren wurde wurden wird worden und oder von zu zur zum
    im in am bei noch nicht jetzt nun derzeit bereits aktuell aktuellen
    ausfall ausfalls ausfälle störung störungen unterbrechung unterbrechungen problem problems
    probleme problemen vorfall vorfalls vorfälle fehler fehlers beeinträchtigung beeinträchtigungen
    verzögerung verzögerungen umstände umständen unannehmlichkeiten wartung
    bekannt unbekannt unklar klar gefunden behoben ermittelt geklärt untersucht gegenstand
    dienst dienste dienstes betroffen betroffenen heute
    """
)


def causes(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a cause is named with words that stand in no fact; `known` are theirs, in small."""
    for found in _BECAUSE.finditer(text):
        what = found["what"]
        end = _ENDS.search(what)
        if end is not None:
            what = what[: end.start()]
        words = [word.casefold() for word in _WORD.findall(what)]
        if any(word not in known and word not in _NO_CAUSE for word in words):
            # Blanks at its end are nobody's.
            yield found.start(), found.start("what") + len(what.rstrip(" \x00"))
