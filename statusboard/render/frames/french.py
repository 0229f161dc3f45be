"""Messages in French."""

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.french import FRENCH

FRAME = Frame(
    language="fr",
    times=Times(
        dates=FRENCH.dates,
        clock="{time} ({zone})",
        full="{date} à {clock}",
        on="{clock} le {date}",
    ),
    label="{name}\u00a0: {text}",
    sentence="{text}.",
    comma=FRENCH.comma,
    span="{start} – {end}",
    capitals=False,
    incident=FRENCH.states,
    service=FRENCH.service_states,
    number="message {number}",
    kinds=FRENCH.kinds,
    correction="Correction",
    corrected="Notre message du {at} était inexact. Voici ce qui est exact.",
    withdrawn="Nous retirons notre message du {at}. Il n’aurait pas dû être publié.",
    all_withdrawn="Nous retirons tous nos messages à ce sujet. Ils n’auraient pas dû être publiés.",
    promise="Prochain message avant {at}.",
    end_word="Nous vous prévenons dès que c’est terminé.",
    follow="Suivre la situation\u00a0: {url}",
    follow_button="Suivre sur la page d’état",
    told_because="Vous recevez ce message parce que cette adresse est informée au sujet de {page}.",
    leave="Pour vous désabonner, répondez à cet e-mail par «\u00a0unsubscribe\u00a0».",
    choose="Choisir ce que vous recevez",
    unsubscribe="Se désabonner",
    own_link="Choisir ce qui est annoncé ici, ou se désabonner\u00a0: {url}",
    passed_on="Ce message vous a été transféré\u00a0?",
    get_updates="Recevoir les messages",
    when_fixed=FRENCH.notice.when_fixed,
    before="Auparavant",
    sample="Données d’exemple\u00a0: rien de tout cela n’a eu lieu.",
    sample_word="Données d’exemple",
    customers="Les clients lisent\u00a0:",
    planned="Prévu\u00a0: {start} – {end}",
    planned_until="Fin prévue\u00a0: {end}",
    was_planned="Était prévu\u00a0: {start} – {end}",
    written_in=FRENCH.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="fr",
    comma=FRENCH.comma,
    subject="{page}\u00a0: veuillez confirmer votre adresse",
    heading="Veuillez confirmer votre adresse",
    asked="Quelqu’un a demandé que cette adresse soit informée au sujet de {page}. Si c’était"
    " vous, confirmez-le.",
    told="Cette adresse est déjà informée au sujet de {page}, et cela reste ainsi. Quelqu’un"
    " vient de choisir ce qui figure ci-dessous. Si c’était vous, confirmez-le.",
    chosen="Choisi\u00a0:",
    everything="Tout",
    about={
        About.BOTH: "incidents et travaux planifiés",
        About.INCIDENTS: "incidents",
        About.PLANNED: "travaux planifiés",
    },
    extent={
        Extent.EVERY: "tous les messages",
        Extent.START_END: "seulement au début et à la fin",
    },
    until_fixed="Une seule fois, quand «\u00a0{incident}\u00a0» sera terminé. L’adresse est"
    " ensuite effacée.",
    button="Confirmer",
    follow="Confirmer\u00a0: {url}",
    see_button="Voir ce que vous recevez",
    see="Voir ce que vous recevez, le modifier ou vous désabonner\u00a0: {url}",
    ends="Le lien est valable une seule fois. Il expire le {at}.",
    nothing="Si ce n’était pas vous, ne faites rien. Rien ne vous sera alors envoyé.",
    nothing_changes="Si ce n’était pas vous, ne faites rien. Tout reste alors en l’état.",
    consent="J’accepte que {page} écrive à cette adresse au sujet de ce que j’ai choisi, jusqu’à"
    " ce que je me désabonne.",
    consent_until_fixed="J’accepte que {page} écrive une seule fois à cette adresse, quand ce"
    " sera terminé.",
    agreed="En confirmant, vous déclarez\u00a0: «\u00a0{consent}\u00a0»",
    short="{page}: confirmez que vous voulez recevoir des SMS ({what}): {url}",
    short_until_fixed="{page}: confirmez que vous voulez recevoir un SMS quand ce sera terminé:"
    " {url}",
    short_end="Pas vous? Ne faites rien. STOP pour ne plus rien recevoir.",
)
PLANNED = {
    TemplateKind.MAINTENANCE_ANNOUNCED: "Des travaux sont prévus\u00a0: {when}. Services "
    "concernés\u00a0: {services}. Pendant ce temps, vous ne pourrez peut-être pas utiliser ces "
    "services. Nous l’annonçons ici quand les travaux sont terminés.",
    TemplateKind.MAINTENANCE_MOVED: "Ces travaux ont une nouvelle date\u00a0: {when}. Services "
    "concernés\u00a0: {services}. Pendant ce temps, vous ne pourrez peut-être pas utiliser ces "
    "services.",
    TemplateKind.MAINTENANCE_REMINDER: "Rappel de travaux prévus\u00a0: {when}. Services "
    "concernés\u00a0: {services}. Veuillez terminer avant ce qui ne doit pas être interrompu.",
    TemplateKind.MAINTENANCE_STARTED: "Les travaux ont commencé. Services concernés\u00a0: "
    "{services}. Vous ne pourrez peut-être pas utiliser ces services. Fin prévue\u00a0: {end}. "
    "Nous l’annonçons ici quand les travaux sont terminés.",
    TemplateKind.MAINTENANCE_EXTENDED: "Les travaux durent plus longtemps que prévu. Services "
    "concernés\u00a0: {services}. Nouvelle fin prévue\u00a0: {end}. Nous vous prions d’excuser "
    "cette attente.",
    TemplateKind.MAINTENANCE_VERIFYING: "Les travaux sont faits. Services concernés\u00a0: "
    "{services}. Nous vérifions encore que tout fonctionne comme d’habitude, et nous l’annonçons "
    "ici quand c’est terminé.",
    TemplateKind.MAINTENANCE_FINISHED: "Les travaux sont terminés. Ils ont eu lieu\u00a0: "
    "{when}. Services concernés\u00a0: {services}. Si quelque chose ne fonctionne pas encore "
    "chez vous, veuillez réessayer.",
    TemplateKind.MAINTENANCE_CANCELLED: "Les travaux prévus n’ont pas lieu\u00a0: {when}. Vous "
    "pouvez utiliser ces services comme d’habitude\u00a0: {services}.",
}
