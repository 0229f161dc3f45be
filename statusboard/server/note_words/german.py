"""The page server's own short pages in German."""

from statusboard.server.note_words.base import NoteWords

WORDS = NoteWords(
    language="de",
    back="Alle Dienste",
    not_there=(
        "Diese Seite gibt es nicht",
        "Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde entfernt.",
    ),
    gone=(
        "Diese Statusseite gibt es nicht mehr",
        "Sie wurde endgültig entfernt, und niemand bekommt von ihr noch Nachrichten.",
    ),
    not_yet=(
        "Diese Seite wird vorbereitet",
        "In einem Augenblick ist sie hier. Bitte versuchen Sie es dann noch einmal.",
    ),
    only_read=(
        "Diese Seite kann nur gelesen werden",
        "Sie antwortet auf {allowed}.",
    ),
    nothing_done="Nichts wurde geändert",
    not_ours="Das Formular stand auf einer anderen Seite. Öffnen Sie es hier, und senden Sie es "
    "von hier.",
    no_form="Gelesen wird hier nur, was ein Formular sendet.",
    too_large="Das ist mehr, als ein Formular hier fasst.",
    mistake=(
        "Hier ging etwas schief",
        "Das war unser Fehler, und er wurde festgehalten. Bitte versuchen Sie es noch einmal.",
    ),
    not_shared=(
        "Nicht mehr geteilt",
        "Dieser Link gilt nicht mehr. Bitten Sie um einen neuen, von wem Sie ihn haben.",
    ),
    report_later=(
        "Das geht gerade nicht",
        "Der Bericht konnte gerade nicht gelesen werden. Bitte versuchen Sie es gleich noch "
        "einmal.",
    ),
    still_in=(
        "Die Sitzung ist beendet",
        "Wo Sie sind, öffnet sich diese Seite ohne Anmeldung.",
    ),
)
