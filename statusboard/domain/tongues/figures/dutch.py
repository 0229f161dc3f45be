"""The figures behind a claim in Dutch."""

from statusboard.domain.claim import Validity
from statusboard.domain.tongues.figure_words import FigureWords

FIGURES = FigureWords(
    period="Periode",
    uptime="Beschikbaarheid",
    observed="Waargenomen",
    seen="{share} waargenomen",
    in_all="{share}, {length} in totaal",
    planned="Gepland onderhoud, niet meegeteld",
    down_together="Uitgevallen, alle diensten opgeteld",
    counted_down="Geteld als uitgevallen",
    none="niets",
    first_words="Eerste bericht na",
    none_measured="geen gemeten",
    incidents="Incidenten",
    measured_of="{all}, waarvan {n} gemeten",
    down="Uitgevallen",
    more_days={"one": " en nog {n} dag", "other": " en nog {n} dagen"},
    services="Diensten",
    rule="Regel",
    measured_by="Gemeten door",
    until="Tot",
    to="{start} tot {stop}",
    since="Sinds",
    major="Grote uitval",
    lasts="er is er nu een",
    last="Laatste grote uitval",
    last_ended="Laatste die voorbij is",
    longest="Langste periode daarvoor",
    promised="{share}, beloofd {promised}",
    kept={True: "gehouden", False: "niet gehouden", None: "te weinig waargenomen om het te zeggen"},
    from_day="vanaf {day}",
    to_day=" tot {day}",
    not_over=", nog niet voorbij",
    is_over="De periode is voorbij. Alleen een correctie van de geschiedenis verandert dit.",
    until_why={
        Validity.COUNTED_ANEW: "{at}, als er vanaf nu niets werd waargenomen; de "
        "periode schuift op, en wat zij achterlaat was waargenomen. Een uitval maakt "
        "er meteen een einde aan.",
        Validity.PERIOD_ENDS: "{at}: dan is de periode voorbij.",
        Validity.GROWS: "{at}: dan is het een dag meer. Een grote uitval maakt er "
        "meteen een einde aan.",
        Validity.STAYS: "{at}",
    },
    windows={
        "day": "over 24 uur",
        "days": "over {} dagen",
        "12mo": "over 12 maanden",
        "month": "voor de maand",
        "quarter": "voor het kwartaal",
        "year": "voor het jaar",
    },
    in_business_hours=", in kantooruren",
    checks={"one": "{n} controle", "other": "{n} controles"},
    of_services={"one": "{checks} van {n} dienst", "other": "{checks} van {n} diensten"},
)
