"""Messages in German."""

from statusboard.domain.subscriber import About, Extent
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.german import GERMAN

FRAME = Frame(
    language="de",
    times=Times(
        dates=GERMAN.dates,
        clock="{time} Uhr ({zone})",
        full="{date}, {clock}",
        on="{date}, {clock}",
    ),
    label="{name}: {text}",
    sentence="{text}.",
    comma=GERMAN.comma,
    span="{start} – {end}",
    capitals=True,
    incident=GERMAN.states,
    service=GERMAN.service_states,
    number="Meldung {number}",
    kinds=GERMAN.kinds,
    correction="Berichtigung",
    corrected="Unsere Meldung vom {at} war falsch. Richtig ist Folgendes.",
    withdrawn="Wir ziehen unsere Meldung vom {at} zurück. Sie ist ein Versehen.",
    all_withdrawn="Wir ziehen alle unsere Meldungen dazu zurück. Sie sind ein Versehen.",
    promise="Nächste Meldung bis {at}.",
    end_word="Sobald es vorbei ist, sagen wir Ihnen Bescheid.",
    follow="Zum Stand der Dinge: {url}",
    follow_button="Stand auf der Statusseite ansehen",
    told_because="Sie erhalten diese Nachricht, weil diese Adresse über {page} informiert wird.",
    leave="Zum Abmelden antworten Sie auf diese Mail mit „unsubscribe“.",
    choose="Auswählen, was Sie erhalten",
    unsubscribe="Abmelden",
    own_link="Auswählen, was hier gemeldet wird, oder abmelden: {url}",
    passed_on="An Sie weitergeleitet?",
    get_updates="Selbst Meldungen erhalten",
    when_fixed="Bescheid bekommen, wenn es behoben ist",
    before="Davor",
    sample="Beispieldaten: Nichts davon ist geschehen.",
    sample_word="Beispieldaten",
    customers="Kunden lesen:",
    planned="Geplant: {start} bis {end}",
    planned_until="Geplant bis {end}",
    was_planned="Geplant war: {start} bis {end}",
    written_in=GERMAN.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="de",
    comma=GERMAN.comma,
    subject="{page}: Bitte bestätigen Sie Ihre Adresse",
    heading="Bitte bestätigen Sie Ihre Adresse",
    asked="Jemand möchte, dass diese Adresse über {page} informiert wird. Wenn Sie es waren,"
    " bestätigen Sie es.",
    told="Diese Adresse wird schon über {page} informiert, und das bleibt so. Jemand hat nun"
    " ausgewählt, was unten steht. Wenn Sie es waren, bestätigen Sie es.",
    chosen="Ausgewählt:",
    everything="Alles",
    about={
        About.BOTH: "Störungen und geplante Arbeiten",
        About.INCIDENTS: "Störungen",
        About.PLANNED: "geplante Arbeiten",
    },
    extent={
        Extent.EVERY: "jede Meldung",
        Extent.START_END: "nur wenn es beginnt und wenn es vorbei ist",
    },
    until_fixed="Einmal, wenn „{incident}“ vorbei ist. Danach wird die Adresse vergessen.",
    button="Bestätigen",
    follow="Bestätigen: {url}",
    see_button="Ansehen, was Sie erhalten",
    see="Ansehen, was Sie erhalten, ändern oder abmelden: {url}",
    ends="Der Link gilt einmal, bis {at}.",
    nothing="Wenn Sie es nicht waren, tun Sie nichts. Dann wird Ihnen nichts gesendet.",
    nothing_changes="Wenn Sie es nicht waren, tun Sie nichts. Dann bleibt alles, wie es ist.",
    consent="Ich bin einverstanden, dass {page} an diese Adresse schreibt, was ich ausgewählt habe,"
    " bis ich mich abmelde.",
    consent_until_fixed="Ich bin einverstanden, dass {page} einmal an diese Adresse schreibt, wenn"
    " es vorbei ist.",
    agreed="Mit der Bestätigung sagen Sie: „{consent}“",
    short="{page}: Bestätigen Sie, dass Sie Textnachrichten möchten ({what}): {url}",
    short_until_fixed="{page}: Bestätigen Sie, dass Sie eine Textnachricht möchten, wenn es vorbei"
    " ist: {url}",
    short_end="Nicht Sie? Dann nichts tun. STOP beendet es.",
)
