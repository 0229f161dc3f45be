"""The page server's own short pages in Dutch."""

from statusboard.server.note_words.base import NoteWords

WORDS = NoteWords(
    language="nl",
    back="Alle diensten",
    not_there=(
        "Deze pagina bestaat niet",
        "Misschien is het adres verkeerd getypt, of is de pagina verwijderd.",
    ),
    gone=(
        "Deze statuspagina bestaat niet meer",
        "Ze is definitief verwijderd en stuurt niemand nog berichten.",
    ),
    not_yet=(
        "Deze pagina wordt voorbereid",
        "Over een ogenblik staat ze hier. Probeer het dan opnieuw.",
    ),
    only_read=(
        "Deze pagina kan alleen worden gelezen",
        "Ze antwoordt op {allowed}.",
    ),
    nothing_done="Er is niets gewijzigd",
    not_ours="Het formulier stond op een andere pagina. Open het hier en verstuur het van hier.",
    no_form="Hier wordt alleen gelezen wat een formulier verstuurt.",
    too_large="Dat is meer dan er in een formulier hier past.",
    mistake=(
        "Hier ging iets mis",
        "Dat was onze fout, en die is vastgelegd. Probeer het opnieuw.",
    ),
    not_shared=(
        "Niet meer gedeeld",
        "Deze link is niet meer geldig. Vraag een nieuwe aan degene van wie u hem hebt.",
    ),
    report_later=(
        "Dat kan nu niet",
        "Het rapport kon net niet worden gelezen. Probeer het zo opnieuw.",
    ),
    still_in=(
        "U bent uitgelogd",
        "Waar u bent, opent deze pagina zonder in te loggen.",
    ),
)
