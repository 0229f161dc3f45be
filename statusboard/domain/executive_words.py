"""The words of the line for executives, in each language in which notices are begun."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.language import Language

# Of one, and of several.
Counted = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExecutiveWords:
    """The phrases of one language. Braces are filled in: times, lengths, names and numbers."""

    no_services: str
    since: str
    readers: Counted
    next_word: str
    late_word: str
    no_word: str
    back: str
    back_since: str
    back_after: str
    more_open: Counted
    untold: str
    untold_too: str
    unseen_since: str
    unseen: str
    all_well: Counted
    some_well: str
    in_work: str
    without_data: str
    down: Counted
    degraded: Counted
    failing: Counted
    uptime_365: str
    uptime_90: str
    days: Counted
    since_major: str
    without_major: str
    thousands: str


EXECUTIVE_WORDS: Mapping[Language, ExecutiveWords] = {
    Language.ENGLISH: ExecutiveWords(
        no_services="No service is set up yet",
        since="since {when} ({length})",
        readers=("1 subscriber is being told", "{n} subscribers are being told"),
        next_word="next word by {when}",
        late_word="the word promised by {when} is {length} late",
        no_word="no next word is promised",
        back="working again, which customers have not been told",
        back_since="working again since {when}, which customers have not been told",
        back_after="working again since {when} after {length}, which customers have not been told",
        more_open=("1 more incident is open", "{n} more incidents are open"),
        untold="customers have been told nothing yet",
        untold_too="{what}, of which customers have been told nothing",
        unseen_since="nothing has been seen of the services since {when}",
        unseen="nothing is known yet of how the services are",
        all_well=("{name} is operational", "All {n} services are operational"),
        some_well="{n} of {all} services are operational",
        in_work="{n} in planned work",
        without_data="{n} without current data",
        down=("is down", "are down"),
        degraded=("is degraded", "are degraded"),
        failing=("has failures", "have failures"),
        uptime_365="{figure} % uptime over twelve months, {coverage} % of them observed",
        uptime_90="{figure} % uptime over 90 days, {coverage} % of them observed",
        days=("1 day", "{n} days"),
        since_major="{days} since the last major outage",
        without_major="{days} without a major outage",
        thousands=",",
    ),
    Language.GERMAN: ExecutiveWords(
        no_services="Noch ist kein Dienst eingerichtet",
        since="seit {when} ({length})",
        readers=("1 Empfänger wird informiert", "{n} Empfänger werden informiert"),
        next_word="nächste Meldung bis {when}",
        late_word="die bis {when} zugesagte Meldung ist um {length} überfällig",
        no_word="keine nächste Meldung zugesagt",
        back="wieder in Betrieb, was Kunden noch nicht wissen",
        back_since="wieder in Betrieb seit {when}, was Kunden noch nicht wissen",
        back_after="wieder in Betrieb seit {when} (Dauer: {length}), was Kunden noch nicht wissen",
        more_open=("1 weiterer Vorfall ist offen", "{n} weitere Vorfälle sind offen"),
        untold="Kunden wurde noch nichts gesagt",
        untold_too="{what}, wovon Kunden noch nichts gesagt wurde",
        unseen_since="seit {when} ist nichts von den Diensten zu sehen",
        unseen="wie es um die Dienste steht, ist noch nicht bekannt",
        all_well=("{name} funktioniert", "Alle {n} Dienste funktionieren"),
        some_well="{n} von {all} Diensten funktionieren",
        in_work="{n} in Wartung",
        without_data="{n} ohne aktuelle Daten",
        down=("ist ausgefallen", "sind ausgefallen"),
        degraded=("ist beeinträchtigt", "sind beeinträchtigt"),
        failing=("ist gestört", "sind gestört"),
        uptime_365="{figure} % Verfügbarkeit in zwölf Monaten, davon {coverage} % beobachtet",
        uptime_90="{figure} % Verfügbarkeit in 90 Tagen, davon {coverage} % beobachtet",
        days=("1 Tag", "{n} Tage"),
        since_major="{days} seit dem letzten großen Ausfall",
        without_major="{days} ohne großen Ausfall",
        thousands=".",
    ),
}
