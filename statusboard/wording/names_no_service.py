"""A text names what it is about, as customers call it."""

import re

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, word_list

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Words that stand under any incident: a text of nothing else names nothing.
_ANY = {
    Language.ENGLISH: word_list(
        """
        a about access accessing actively additional addressed addressing affect affected
        affecting affects again all already also am an and anticipate any anyone apologies
        apologise apologize appear appears applied apply applying appreciate are aren't as asap
        assess assessing at available aware back back-end backend backlog be became because been
        before began begun behind being believe between both brief briefly bring bringing but by
        can can't carefully cause caused causing cet change changes clear closely come coming
        complete completed completely concerns confirm confirmed connectivity contact continue
        continued continues continuing could couldn't current currently customer customers day
        degradation degraded delay delayed delays deploy deployed deploying deployment details
        determine did didn't disruption disruptions do does doesn't don't due during each earlier
        early elevated encounter encountering end ended ends engineer engineering engineers ensure
        ensuring error errors est eta etc evaluate evaluating even ever every everybody everyone
        everything expect expected experience experienced experiences experiencing fail failed
        failing failure few final first fix fixed fixing following for found from full fully
        further gathering gmt go had hadn't happened happening has have haven't having healthy
        hear heard help here hotfix hour hours how however i i'm identified identify if
        immediately impact impacted impacting impacts implement implemented implementing improve
        improved improvement improvements in incident incidents inconvenience increase increased
        inform information informed infrastructure intermittent internal interruption
        interruptions into investigate investigated investigating investigation is isn't issue
        issues it it's its just keep know last latencies latency later latest less let level
        levels like little longer look looking made main major make many may meantime measures
        medium metrics might minor minute minutes mitigate mitigated mitigating mitigation
        mitigations monitor monitored monitoring more most much multiple near necessary needed
        next no nominal normal normally not nothing notice now observe observed occurred occurring
        of off ok on once one ongoing only operate operating operation operational operations or
        order other our out outage outages over own partial patch patched patience patient people
        performance platform please pm possible post posted potential previous problem problems
        progress promptly provide provider providing pst pursue pursuing queries quickly rate
        rates re've reach reached recent recently recover recovered recovering recovery regarding
        remain remains remediate remediated remediating remediation remedy report reported reports
        requests resolution resolve resolved resolving restored result results resume resumed
        resuming reverted review rollback rolled rolling root root-cause same second see seeing
        seems seen service services several share shared sharing shortly should signs since
        sincerely situation slow slower slowness small so solution some something soon sorry
        source stabilised stability stabilized stable start started starts state status step steps
        still success successful successfully such support system systems taken taking team team's
        teams technical than thank thanks that that's the their them then there there's these they
        they're third-party this those through time times to today track tracking trouble true
        truly unable unavailable under understand understanding unexpected unknown until up update
        updated updates upstream us use user users using utc validate validated validating vendor
        verified verify verifying very was wasn't watch watching way we we'd we're we've well were
        weren't what what's when where whether which while who who's will wish with within without
        won't work worked working works would wouldn't you you'd you're your yours
        """
    ),
    Language.GERMAN: word_list(
        """
        ab aber abgeschlossen aktuell alle allen alles als also am an analyse analysieren anbieter
        anfang arbeiten arbeitet auch auf aufgetreten aufgrund aus beeinträchtigt beeinträchtigung
        beeinträchtigungen beendet beginn behebung behoben bei beim bekannt bemerkt beobachten
        beobachtet bereits beseitigen beseitigt bestehen besteht betrieb betroffen betroffene bis
        bitte bitten bzw da dafür damit dank danke daran das dass davon dazu dem den der derzeit
        derzeitig des deshalb die dienst dienste dies diese diesem diesen dieser dieses doch dort
        durch ein eine einem einen einer eines eingespielt einige einigen einzelne ende
        entschuldigen entschuldigung er erfolgreich ergebnis ergebnisse erneut es etwa etwas
        fehler fix funktionieren funktioniert für geduld gefunden gelöst gemeldet geplant gern
        gibt gut haben halten hat hatte hatten hier hochdruck hält identifiziert ihnen ihr ihre
        ihrer im in informationen informieren informiert innerhalb inzwischen ist jetzt kann kein
        keine keinen kommen kommt kunden kurz können kürze lag lage lagen laufen laufend laufenden
        leider liegen liegt läuft lösen lösung man maßnahmen mehr mehrere melden meldung minuten
        mit momentan monitoring möglich nach nicht noch normal normalbetrieb nun nur nutzer ob
        oder plattform problem probleme problemen prüfen rund rückmeldung schnell schnellen
        schnellstmöglich sein seit sich sie sind situation so sobald sofort sollte sollten sowie
        später spätestens stabil stand stehen steht stellen stunde stunden störung störungen
        störungsbehebung system systeme team techniker technische technischen teilweise trat
        treten tritt tut uhr um umgehend unannehmlichkeit unannehmlichkeiten und uns unser unsere
        unserem unserer untersuchen untersucht update ursache verfügbar verstehen verständnis
        verursacht verzögerung verzögerungen vielen voll volle vollständig vom von vorbei vorfall
        vorübergehend war waren was weiter weitere weiterhin wenn werden wie wieder
        wiederhergestellt wir wird wurde wurden während zeit zu zum zunächst zur zurzeit zurück
        zwischen über überwachen
        """
    ),
}


def _look(draft: Draft) -> Remark | None:
    if draft.names_services or not draft.body.strip():
        return None
    text = draft.whole.casefold()
    if draft.facts.services:
        if any(name.casefold() in text for name in draft.facts.services):
            return None
    elif not all(word in _ANY[draft.language] for word in _WORD.findall(text)):
        return None
    return Remark(
        "The text names no service, so readers cannot tell whether it concerns them. Name it as "
        "the page does."
    )


DECLARATION = WordRule(
    key="names_no_service",
    look=_look,
    good=(
        Sample("We are investigating failing payments."),
        Sample("We are investigating errors.", title="Checkout"),
        Sample("Our website can be opened again."),
        Sample("Der Versand von Mails ist verspätet.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We are currently investigating an issue.", title="Service disruption"),
        Sample("Some customers are experiencing errors. We are working on a fix.", title="Issue"),
        Sample("We rolled out a patch and see signs of recovery."),
        Sample("Wir untersuchen derzeit eine Störung.", title="Störung", language=Language.GERMAN),
    ),
)
