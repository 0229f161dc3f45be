"""A text names what it is about, as customers call it."""

import re

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, word_list

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Words that stand under any incident: a text of nothing else names nothing.
_ANY = {
    Language.ENGLISH: word_list(
        """
        a about access accessing actively additional affect affected affecting affects again all
        also am an and any apologies apologise apologize appear application appreciate are as asap
        at available aware back be became because been before being between both brief briefly but
        by can cause caused causing cet complete completed completely concerns confirm confirmed
        connectivity continue continues continuing could current currently customer customers day
        degradation degraded details did disruption do does don't due during early elevated
        encounter encountering engineer engineering engineers ensure error errors est etc
        everything experience experienced experiencing fail failed failing failure few final fix
        fixed fixing following for found from full fully further gmt go has have having hear hour
        hours how however i identified identify if impact impacted impacting implement implemented
        implementing in incident inconvenience increased information intermittent into investigate
        investigated investigating investigation is issue issues it it's its just keep know later
        latest less like look looking made major make many may meantime medium might minor minute
        minutes mitigate mitigated mitigating mitigation monitor monitored monitoring more most
        multiple next no normal not notice now observe observed of off ok on once one ongoing only
        operate operating operation operational operations or order other our outage over partial
        patience people performance platform please pm possible post potential problem problems
        product progress provide providing pst queries re've recover recovered recovering recovery
        report reported reports requests resolution resolve resolved resolving restored result
        results review root see seeing service services several share should since site situation
        slow slower slowness small so solution some soon sorry stability stable started status
        still support system systems team teams technical than thank thanks that the their them
        then there these they this those through time times to today trouble unable unavailable
        under understand understanding unknown until up update updated updates us use user users
        using utc very was watch watching we we're we've website were what when where whether
        which while who will wish with within without work worked working works would you your
        yours
        """
    ),
    Language.GERMAN: word_list(
        """
        ab aber aktuell alle allen alles als also am an arbeiten arbeitet auch auf aufgetreten
        aufgrund aus beeinträchtigt beeinträchtigung beeinträchtigungen behebung behoben bei beim
        beobachten bereits betrieb betroffen betroffene bis bitte bitten da damit dank danke das
        dass dem den der derzeit des die dienst dienste diese diesem diesen dieser dieses durch
        ein eine einem einen einer eines einige einigen entschuldigen entschuldigung er es etwas
        fehler für geduld gelöst gibt haben hat hatte hatten ihnen ihr ihre ihrer im in
        informationen informieren inzwischen ist jetzt kann keine kommen kommt kunden können lage
        leider lösung mehr melden meldung minuten mit möglich nach nicht noch normal nun nur
        nutzer ob oder plattform problem probleme problemen prüfen schnell seit sich sie sind so
        sobald stellen stunde stunden störung störungen system systeme team techniker technische
        technischen treten tut uhr um unannehmlichkeiten uns unser unsere unserem unserer
        untersuchen update ursache verfügbar verständnis vielen vom von vorbei vorfall war waren was
        weiter weitere weiterhin wenn werden wie wieder wir wird wurde wurden während zeit zu zum
        zur zwischen über überwachen
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
        Sample("Der Versand von Mails ist verspätet.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We are currently investigating an issue.", title="Service disruption"),
        Sample("Some customers are experiencing errors. We are working on a fix.", title="Issue"),
        Sample("Wir untersuchen derzeit eine Störung.", title="Störung", language=Language.GERMAN),
    ),
)
