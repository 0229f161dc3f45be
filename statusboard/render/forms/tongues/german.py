"""The forms in German."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="de",
    name=LANGUAGES["de"],
    comma=", ",
    back="Zurück zur Seite",
    sample="Beispieldaten: Die Dienste und Meldungen hier sind erfunden.",
    languages="Sprachen",
    questions="Fragen? Schreiben Sie an {contact}",
    door=DoorWords(
        heading="Diese Seite ist nicht öffentlich",
        lead="Geben Sie das Passwort ein, das Sie bekommen haben.",
        password="Passwort",  # noqa: S106 - a label
        open="Seite öffnen",
        by_link="Wenn Sie einen eigenen Link bekommen haben, öffnen Sie die Seite damit.",
        only_link="Öffnen Sie sie mit dem Link, den Sie bekommen haben.",
        wrong="Das ist nicht das Passwort. Prüfen Sie es und versuchen Sie es noch einmal.",
        no_link="Dieser Link öffnet nichts oder nichts mehr. Fragen Sie, von wem Sie ihn haben.",
        wait="Zu viele Versuche. Bitte warten Sie etwas und versuchen Sie es dann wieder.",
        left="Die Sitzung in diesem Browser ist beendet.",
    ),
    heading="Auf dem Laufenden bleiben",
    lead="Wir schreiben, wenn etwas nicht stimmt, wenn es Neues gibt und sobald es vorbei ist. "
    "Sonst nichts.",
    ways="Wie wir Sie erreichen",
    example="Zum Beispiel {example}",
    about="Worüber",
    everything="Alles",
    everything_note="und was später dazukommt",
    chosen="Nur, was ich auswähle",
    singles="Einzelne Dienste auswählen",
    singles_of="aus {group}",
    ungrouped="Weitere Dienste",
    sorts="Welche Meldungen",
    incidents="Störungen",
    planned="Geplante Arbeiten",
    both="Störungen und geplante Arbeiten",
    extent="Wie viel",
    every="Jede Meldung",
    start_end="Nur, wenn es beginnt und wenn es vorbei ist",
    messages_in="Sprache der Nachrichten",
    subscribe="Anmelden",
    subscribe_note="Sie bestätigen mit einem Klick in der Nachricht, die wir senden. "
    "Auch das Abmelden ist ein Klick.",
    trap="Lassen Sie dieses Feld leer",
    fixed="Bescheid bekommen, wenn es behoben ist",
    fixed_lead="Wir schreiben Ihnen einmal, sobald es behoben ist, und vergessen Ihre Adresse.",
    waiting="Warten Sie darauf?",
    wrong="Etwas fehlt noch oder stimmt nicht",
    problems=MappingProxyType(
        {
            "channel": "Wählen Sie, wie wir Sie erreichen.",
            "missing": "Geben Sie an, wo wir Sie erreichen.",
            "address": "An diese Adresse können wir nicht schreiben. Sieht sie aus wie das "
            "Beispiel?",
            "long": "Das ist zu lang für eine Adresse.",
            "services": "Wählen Sie mindestens einen Eintrag oder alles.",
            "sorts": "Wählen Sie mindestens eines von beiden.",
            "incident": "Das ist schon vorbei oder hier nicht bekannt. Für künftige "
            "Meldungen können Sie sich anmelden.",
            "gone": "Etwas von Ihrer Auswahl gibt es hier nicht mehr. Wählen Sie noch einmal.",
            "refused": "Das konnten wir nicht annehmen. Sehen Sie es durch, und senden Sie es noch "
            "einmal.",
            "stale": "Dieses Formular war zu lange offen. Sehen Sie es durch, und senden Sie es "
            "noch einmal.",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "Sehen Sie in Ihrem Postfach nach",
            "tel": "Sehen Sie auf Ihrem Telefon nach",
            "": "Sehen Sie dort nach, wo wir Sie erreichen sollen",
        }
    ),
    asked_way="Eine Nachricht mit einem Link ist unterwegs, wenn wir an diese Adresse schreiben "
    "können. Öffnen Sie den Link und bestätigen Sie: Vorher hören Sie nichts von uns. Er gilt "
    "24 Stunden.",
    asked_known="Wenn Sie schon angemeldet sind, steht in der Nachricht der Link zum Ändern.",
    asked_nothing="Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, "
    "oder fordern Sie die Nachricht noch einmal an.",
    again="Noch einmal anfordern",
    confirm="Bestätigen Sie Ihre Adresse",
    confirm_lead="Jemand hat uns gebeten, an {address} ({channel}) zu schreiben. Wenn Sie es "
    "waren, bestätigen Sie es.",
    confirm_button="Bestätigen",
    confirm_until="Dieser Link gilt bis {at}.",
    confirm_not_you="Wenn Sie es nicht waren, schließen Sie diese Seite. Ohne den Knopf geschieht "
    "nichts.",
    confirmed="Sie sind angemeldet",
    confirmed_fixed="Wir geben Bescheid, wenn es behoben ist",
    manage_link="Ändern oder abmelden",
    manage_later="Diesen Link finden Sie auch in jeder Nachricht.",
    manage="Was wir Ihnen schreiben",
    written_to="Wir schreiben an {address} ({channel}).",
    resting="Zurzeit schreiben wir nicht an {address} ({channel}).",
    awaiting="Wir schreiben Ihnen einmal, sobald dies behoben ist:",
    save="Speichern",
    saved="Gespeichert. Ab jetzt schreiben wir Ihnen dies.",
    leave="Abmelden",
    leave_lead="Danach schreiben wir nicht mehr an {address} ({channel}).",
    stay="Stattdessen ändern, was wir Ihnen schreiben",
    left="Sie sind abgemeldet",
    left_lead="Wir schreiben nicht mehr an {address} ({channel}). Sie können jederzeit "
    "wiederkommen.",
    ended="Dieser Link gilt nicht mehr",
    ended_lead="Ein Link zum Bestätigen gilt 24 Stunden lang. Fordern Sie einen neuen an.",
    used="Dieser Link wurde schon benutzt",
    used_lead="Was er bestätigt hat, bleibt so. Zum Ändern öffnen Sie den Link in einer unserer "
    "Nachrichten.",
    nobody="Über diesen Link schreiben wir niemandem. Sie können jederzeit wiederkommen.",
    unknown="Diesen Link kennen wir nicht",
    unknown_lead="Vielleicht fehlt ein Stück: Öffnen Sie ihn noch einmal aus der Nachricht. Oder "
    "seine Adresse ist nicht mehr angemeldet.",
    too_many="Zu viele Anfragen",
    too_many_lead="In kurzer Zeit kamen viele Anfragen. Nichts wurde geändert. Versuchen Sie es in "
    "einer Minute noch einmal.",
    closed="Hier kann man sich nicht anmelden",
    closed_lead="Auf der Statusseite steht alles zuerst.",
    closed_contact="Wenn Sie auf dem Laufenden bleiben möchten, schreiben Sie an {contact}.",
    not_now="Das geht gerade nicht",
    not_now_lead="Nichts wurde geändert. Versuchen Sie es in einer Minute noch einmal.",
    of_kinds=MappingProxyType(
        {
            "E-mail": "E-Mail",
            "E-mail address": "E-Mail-Adresse",
            "Text message": "SMS",
            "Mobile number": "Handynummer",
            "Address of the webhook": "Adresse des Webhooks",
            "Address of the incoming webhook": "Adresse des eingehenden Webhooks",
            "Address of the workflow": "Adresse des Workflows",
            "Address of the receiver": "Adresse des Empfängers",
            "Topic": "Thema",
            "Address": "Adresse",
        }
    ),
)
