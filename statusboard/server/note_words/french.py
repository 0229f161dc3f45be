"""The page server's own short pages in French."""

from statusboard.server.note_words.base import NoteWords

WORDS = NoteWords(
    language="fr",
    back="Tous les services",
    not_there=(
        "Cette page n’existe pas",
        "L’adresse contient peut-être une erreur, ou la page a été retirée.",
    ),
    gone=(
        "Cette page d’état n’existe plus",
        "Elle a été retirée définitivement, et n’informe plus personne.",
    ),
    not_yet=(
        "Cette page est en préparation",
        "Elle sera ici dans un instant. Veuillez alors réessayer.",
    ),
    only_read=(
        "Cette page peut seulement être lue",
        "Elle répond à {allowed}.",
    ),
    nothing_done="Rien n’a été modifié",
    not_ours="Le formulaire se trouvait sur une autre page. Ouvrez-le ici, et envoyez-le d’ici.",
    no_form="Seul ce qu’envoie un formulaire est lu ici.",
    too_large="C’est plus que ce que contient un formulaire d’ici.",
    mistake=(
        "Quelque chose s’est mal passé ici",
        "C’était notre erreur, et elle a été notée. Veuillez réessayer.",
    ),
    not_shared=(
        "Ce rapport n’est plus partagé",
        "Ce lien n’est plus valable. Demandez-en un autre à la personne qui vous l’a envoyé.",
    ),
    report_later=(
        "Pas maintenant",
        "Le rapport n’a pas pu être lu à l’instant. Veuillez réessayer dans un moment.",
    ),
    still_in=(
        "La session est terminée",
        "De là où vous êtes, cette page s’ouvre sans connexion.",
    ),
)
