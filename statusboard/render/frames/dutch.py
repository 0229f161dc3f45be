"""Messages in Dutch."""

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.dutch import DUTCH

FRAME = Frame(
    language="nl",
    times=Times(
        dates=DUTCH.dates,
        clock="{time} uur ({zone})",
        full="{date}, {clock}",
        on="{date}, {clock}",
    ),
    label="{name}: {text}",
    sentence="{text}.",
    comma=DUTCH.comma,
    span="{start} – {end}",
    capitals=False,
    incident=DUTCH.states,
    service=DUTCH.service_states,
    number="bericht {number}",
    kinds=DUTCH.kinds,
    correction="Correctie",
    corrected="Ons bericht van {at} klopte niet. Hieronder staat wat wel klopt.",
    withdrawn="Wij trekken ons bericht van {at} in. Het had niet gepubliceerd mogen worden.",
    all_withdrawn="Wij trekken al onze berichten hierover in. Ze hadden niet gepubliceerd mogen"
    " worden.",
    promise="Volgend bericht uiterlijk {at}.",
    end_word="Wij laten het u weten zodra het voorbij is.",
    follow="Volg het hier: {url}",
    follow_button="Volgen op de statuspagina",
    told_because="U krijgt dit bericht omdat dit adres over {page} wordt ingelicht.",
    leave="Beantwoord deze e-mail met ‘unsubscribe’ om u af te melden.",
    choose="Kiezen wat u ontvangt",
    unsubscribe="Afmelden",
    own_link="Kiezen wat hier wordt gemeld, of afmelden: {url}",
    passed_on="Aan u doorgestuurd?",
    get_updates="Zelf berichten ontvangen",
    when_fixed=DUTCH.notice.when_fixed,
    before="Daarvoor",
    sample="Voorbeeldgegevens: niets hiervan is gebeurd.",
    sample_word="Voorbeeldgegevens",
    customers="Klanten lezen:",
    planned="Gepland: {start} tot {end}",
    planned_until="Gepland tot {end}",
    was_planned="Was gepland: {start} tot {end}",
    written_in=DUTCH.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="nl",
    comma=DUTCH.comma,
    subject="{page}: bevestig uw adres",
    heading="Bevestig uw adres",
    asked="Iemand heeft gevraagd dit adres over {page} in te lichten. Was u dat, bevestig het dan.",
    told="Dit adres wordt al over {page} ingelicht, en dat blijft zo. Iemand heeft nu gekozen"
    " wat hieronder staat. Was u dat, bevestig het dan.",
    chosen="Gekozen:",
    everything="Alles",
    about={
        About.BOTH: "incidenten en gepland werk",
        About.INCIDENTS: "incidenten",
        About.PLANNED: "gepland werk",
    },
    extent={
        Extent.EVERY: "elk bericht",
        Extent.START_END: "alleen als het begint en als het voorbij is",
    },
    until_fixed="Eén keer, als ‘{incident}’ voorbij is. Daarna wordt het adres vergeten.",
    button="Bevestigen",
    follow="Bevestigen: {url}",
    see_button="Bekijken wat u ontvangt",
    see="Bekijken wat u ontvangt, het wijzigen of u afmelden: {url}",
    ends="De link werkt één keer, tot {at}.",
    nothing="Was u het niet, doe dan niets. Dan wordt u niets gestuurd.",
    nothing_changes="Was u het niet, doe dan niets. Dan blijft alles zoals het is.",
    consent="Ik ga ermee akkoord dat {page} naar dit adres schrijft over wat ik heb gekozen, tot"
    " ik mij afmeld.",
    consent_until_fixed="Ik ga ermee akkoord dat {page} één keer naar dit adres schrijft, als"
    " het voorbij is.",
    agreed="Door te bevestigen zegt u: ‘{consent}’",
    short="{page}: bevestig dat u sms-berichten wilt ontvangen ({what}): {url}",
    short_until_fixed="{page}: bevestig dat u één sms-bericht wilt als het voorbij is: {url}",
    short_end="Niet u? Doe niets. Antwoord STOP om te stoppen.",
)
PLANNED = {
    TemplateKind.MAINTENANCE_ANNOUNCED: "Er is werk gepland: {when}. Het gaat om deze diensten: "
    "{services}. In die tijd kunt u deze diensten misschien niet gebruiken. Wij melden het hier "
    "als het werk klaar is.",
    TemplateKind.MAINTENANCE_MOVED: "Dit werk heeft een nieuwe datum: {when}. Het gaat om deze "
    "diensten: {services}. In die tijd kunt u deze diensten misschien niet gebruiken.",
    TemplateKind.MAINTENANCE_REMINDER: "Herinnering aan gepland werk: {when}. Het gaat om deze "
    "diensten: {services}. Maak vooraf af wat niet onderbroken mag worden.",
    TemplateKind.MAINTENANCE_STARTED: "Het werk is begonnen. Het gaat om deze diensten: "
    "{services}. U kunt deze diensten misschien niet gebruiken. Verwacht einde: {end}. Wij "
    "melden het hier als het werk klaar is.",
    TemplateKind.MAINTENANCE_EXTENDED: "Het werk duurt langer dan gepland. Het gaat om deze "
    "diensten: {services}. Nieuw verwacht einde: {end}. Onze excuses voor het langere wachten.",
    TemplateKind.MAINTENANCE_VERIFYING: "Het werk is gedaan. Het gaat om deze diensten: "
    "{services}. Wij controleren nog of alles werkt zoals gewoonlijk, en melden het hier als het "
    "voorbij is.",
    TemplateKind.MAINTENANCE_FINISHED: "Het werk is klaar. Het vond plaats: {when}. Het gaat om "
    "deze diensten: {services}. Werkt er bij u nog iets niet, probeer het dan opnieuw.",
    TemplateKind.MAINTENANCE_CANCELLED: "Het geplande werk gaat niet door: {when}. U kunt deze "
    "diensten gebruiken zoals gewoonlijk: {services}.",
}
