"""How notices are written here, by state and language: what a helper is shown as an example."""

from collections.abc import Mapping

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus

_TEXTS: Mapping[tuple[IncidentStatus, Language], str] = {
    (IncidentStatus.INVESTIGATING, Language.ENGLISH): (
        "{services} {effect} since {started}. We are working on it and will update this notice by "
        "{next_update}."
    ),
    (IncidentStatus.IDENTIFIED, Language.ENGLISH): (
        "{services} {effect} since {started}. We know the cause and are mending it. We will update "
        "this notice by {next_update}."
    ),
    (IncidentStatus.MONITORING, Language.ENGLISH): (
        "{services} can be used again. We keep watching and will update this notice by "
        "{next_update}. If something still fails for you, please try once more."
    ),
    (IncidentStatus.RESOLVED, Language.ENGLISH): (
        "{services} can be used as usual again. The interruption lasted from {started} to {ended}. "
        "If something still fails for you, please try once more. We are sorry for the interruption."
    ),
    (IncidentStatus.INVESTIGATING, Language.GERMAN): (
        "{services} {effect}, seit {started}. Wir arbeiten daran und melden uns hier bis "
        "{next_update} wieder."
    ),
    (IncidentStatus.IDENTIFIED, Language.GERMAN): (
        "{services} {effect}, seit {started}. Wir kennen die Ursache und beheben sie. Wir melden "
        "uns hier bis {next_update} wieder."
    ),
    (IncidentStatus.MONITORING, Language.GERMAN): (
        "{services} können wieder genutzt werden. Wir beobachten das weiter und melden uns hier "
        "bis {next_update} wieder. Falls noch etwas nicht geht, versuchen Sie es bitte noch einmal."
    ),
    (IncidentStatus.RESOLVED, Language.GERMAN): (
        "{services} können wieder wie gewohnt genutzt werden. Die Unterbrechung dauerte von "
        "{started} bis {ended}. Falls noch etwas nicht geht, versuchen Sie es bitte noch einmal. "
        "Wir bedauern die Unterbrechung."
    ),
}


def templates_for(status: IncidentStatus, language: Language) -> tuple[str, ...]:
    """The texts for that state in that language, with placeholders; empty where there are none."""
    found = _TEXTS.get((status, language))
    return () if found is None else (found,)
