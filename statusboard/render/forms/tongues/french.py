"""The forms in French."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="fr",
    name=LANGUAGES["fr"],
    comma=", ",
    back="Retour à la page",
    sample="Données d’exemple\u00a0: les services et les avis présentés ici sont inventés.",
    languages="Langues",
    questions="Des questions\u00a0? Écrivez à {contact}",
    door=DoorWords(
        heading="Cette page n’est pas publique",
        lead="Saisissez le mot de passe que vous avez reçu.",
        password="Mot de passe",  # noqa: S106 - a label
        open="Ouvrir la page",
        by_link="Si vous avez reçu un lien personnel, ouvrez la page avec celui-ci.",
        only_link="Ouvrez-la avec le lien que vous avez reçu.",
        wrong="Ce n’est pas le mot de passe. Vérifiez-le, puis essayez de nouveau.",
        no_link="Ce lien n’ouvre rien, ou n’ouvre plus rien. Demandez à la personne qui vous l’a "
        "envoyé.",
        wait="Trop d’essais. Attendez un moment, puis essayez de nouveau.",
        left="La session est terminée dans ce navigateur.",
    ),
    heading="Recevoir de nos nouvelles, à votre façon",
    lead="Nous écrivons quand quelque chose ne va pas, quand il y a du nouveau, et dès que c’est "
    "terminé. Rien d’autre.",
    ways="Comment vous joindre",
    example="Par exemple {example}",
    about="À propos de",
    everything="Tout",
    everything_note="et ce qui s’y ajoutera",
    chosen="Seulement ce que je choisis",
    singles="Choisir des services un par un",
    singles_of="de {group}",
    ungrouped="Autres services",
    sorts="Quelles nouvelles",
    incidents="Incidents",
    planned="Travaux planifiés",
    both="Incidents et travaux planifiés",
    extent="Combien",
    every="Tous les messages",
    start_end="Seulement au début et à la fin",
    messages_in="Langue des messages",
    subscribe="S’abonner",
    subscribe_note="Vous confirmez d’un clic dans le message que nous envoyons. Un clic suffit "
    "aussi pour partir.",
    trap="Laissez ce champ vide",
    fixed="Me prévenir quand c’est résolu",
    fixed_lead="Nous vous écrivons une seule fois, dès que c’est résolu, puis nous effaçons "
    "votre adresse.",
    waiting="Vous attendez ceci\u00a0?",
    wrong="Quelque chose est à revoir",
    problems=MappingProxyType(
        {
            "channel": "Choisissez comment vous joindre.",
            "missing": "Indiquez où vous joindre.",
            "address": "Nous ne pouvons pas écrire à cette adresse. Ressemble-t-elle à "
            "l’exemple\u00a0?",
            "long": "C’est trop long pour une adresse.",
            "services": "Choisissez au moins un élément, ou tout.",
            "sorts": "Choisissez au moins l’un des deux.",
            "incident": "C’est déjà terminé, ou inconnu ici. Vous pouvez être informé de la suite.",
            "gone": "Un élément que vous avez choisi n’est plus ici. Choisissez de nouveau.",
            "refused": "Nous n’avons pas pu accepter cela. Relisez, puis envoyez de nouveau.",
            "stale": "Ce formulaire est resté ouvert trop longtemps. Relisez, puis envoyez de "
            "nouveau.",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "Regardez dans votre boîte de réception",
            "tel": "Regardez votre téléphone",
            "": "Regardez là où vous voulez être informé",
        }
    ),
    asked_way="Un message avec un lien est en route, si nous pouvons écrire à cette adresse. "
    "Ouvrez le lien et confirmez\u00a0: avant cela, nous ne vous envoyons rien. Il est valable "
    "24 heures.",
    asked_known="Si vous êtes déjà inscrit, le message contient le lien pour modifier vos choix.",
    asked_nothing="Toujours rien après quelques minutes\u00a0? Regardez parmi les messages "
    "indésirables, ou demandez encore une fois.",
    again="Demander encore une fois",
    confirm="Confirmez votre adresse",
    confirm_lead="Quelqu’un nous a demandé d’écrire à {address} ({channel}). Si c’était vous, "
    "confirmez-le.",
    confirm_button="Confirmer",
    confirm_until="Ce lien expire le {at}.",
    confirm_not_you="Si ce n’était pas vous, fermez cette page. Sans le bouton, rien ne se passe.",
    confirmed="Vous êtes inscrit",
    confirmed_fixed="Nous vous préviendrons quand ce sera résolu",
    manage_link="Modifier, ou se désabonner",
    manage_later="Ce lien figure aussi dans chaque message.",
    manage="Ce que nous vous envoyons",
    written_to="Nous écrivons à {address} ({channel}).",
    resting="En ce moment, nous n’écrivons pas à {address} ({channel}).",
    awaiting="Nous vous écrivons une seule fois, quand ceci sera résolu\u00a0:",
    save="Enregistrer",
    saved="C’est enregistré. Voici ce que nous vous envoyons désormais.",
    leave="Se désabonner",
    leave_lead="Ensuite, nous n’écrirons plus à {address} ({channel}).",
    stay="Modifier plutôt ce que nous vous envoyons",
    left="Vous êtes désabonné",
    left_lead="Nous n’écrivons plus à {address} ({channel}). Vous pouvez revenir à tout moment.",
    ended="Ce lien n’est plus valable",
    ended_lead="Un lien de confirmation est valable 24 heures. Demandez encore une fois.",
    used="Ce lien a déjà été utilisé",
    used_lead="Ce qu’il a confirmé reste valable. Pour le modifier, ouvrez le lien d’un de nos "
    "messages.",
    nobody="Personne ne reçoit rien par ce lien. Vous pouvez revenir à tout moment.",
    unknown="Nous ne connaissons pas ce lien",
    unknown_lead="Il en manque peut-être une partie\u00a0: ouvrez-le de nouveau depuis le "
    "message. Ou son adresse n’est plus inscrite.",
    too_many="Trop de demandes",
    too_many_lead="Beaucoup de demandes sont arrivées en peu de temps. Rien n’a été modifié. "
    "Réessayez dans une minute.",
    closed="Il n’y a pas de liste ici",
    closed_lead="Tout est d’abord annoncé sur la page d’état.",
    closed_contact="Pour être informé des nouveautés, écrivez à {contact}.",
    not_now="Cela ne fonctionne pas pour le moment",
    not_now_lead="Rien n’a été modifié. Réessayez dans une minute.",
    of_kinds=MappingProxyType(
        {
            "E-mail": "E-mail",
            "E-mail address": "Adresse e-mail",
            "Text message": "SMS",
            "Mobile number": "Numéro de mobile",
            "Address of the webhook": "Adresse du webhook",
            "Address of the incoming webhook": "Adresse du webhook entrant",
            "Address of the workflow": "Adresse du flux de travail",
            "Address of the receiver": "Adresse du destinataire",
            "Topic": "Sujet",
            "Address": "Adresse",
        }
    ),
)
