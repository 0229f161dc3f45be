"""The forms in Dutch."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="nl",
    name=LANGUAGES["nl"],
    comma=", ",
    back="Terug naar de pagina",
    sample="Voorbeeldgegevens: de diensten en berichten hier zijn verzonnen.",
    languages="Talen",
    questions="Vragen? Schrijf naar {contact}",
    door=DoorWords(
        heading="Deze pagina is niet openbaar",
        lead="Vul het wachtwoord in dat u hebt gekregen.",
        password="Wachtwoord",  # noqa: S106 - a label
        open="Pagina openen",
        by_link="Hebt u een eigen link gekregen, open de pagina dan daarmee.",
        only_link="Open de pagina met de link die u hebt gekregen.",
        wrong="Dat is niet het wachtwoord. Controleer het en probeer het opnieuw.",
        no_link="Deze link opent niets, of niets meer. Vraag het aan degene van wie u hem hebt.",
        wait="Te veel pogingen. Wacht even en probeer het dan opnieuw.",
        left="U bent in deze browser uitgelogd.",
    ),
    heading="Van ons horen, zoals u dat wilt",
    lead="Wij schrijven als er iets mis is, als er nieuws is en zodra het voorbij is. Verder "
    "niets.",
    ways="Hoe wij u bereiken",
    example="Bijvoorbeeld {example}",
    about="Waarover",
    everything="Alles",
    everything_note="en wat er later bij komt",
    chosen="Alleen wat ik kies",
    singles="Losse diensten kiezen",
    singles_of="uit {group}",
    ungrouped="Andere diensten",
    sorts="Welk nieuws",
    incidents="Incidenten",
    planned="Gepland werk",
    both="Incidenten en gepland werk",
    extent="Hoeveel",
    every="Elk bericht",
    start_end="Alleen als het begint en als het voorbij is",
    messages_in="Taal van de berichten",
    subscribe="Aanmelden",
    subscribe_note="U bevestigt met één klik in het bericht dat wij sturen. Ook afmelden is één "
    "klik.",
    trap="Laat dit veld leeg",
    fixed="Laat mij weten wanneer het is opgelost",
    fixed_lead="Wij schrijven u één keer, zodra het is opgelost, en vergeten uw adres.",
    waiting="Wacht u hierop?",
    wrong="Iets heeft nog aandacht nodig",
    problems=MappingProxyType(
        {
            "channel": "Kies hoe wij u bereiken.",
            "missing": "Vul in waar wij u bereiken.",
            "address": "Naar dit adres kunnen wij niet schrijven. Lijkt het op het voorbeeld?",
            "long": "Dat is te lang voor een adres.",
            "services": "Kies er minstens één, of alles.",
            "sorts": "Kies minstens een van de twee.",
            "incident": "Dat is al voorbij, of hier niet bekend. U kunt wel horen van wat nog "
            "komt.",
            "gone": "Iets dat u koos, is hier niet meer. Kies opnieuw.",
            "refused": "Dat konden wij niet aannemen. Kijk het na en verstuur het opnieuw.",
            "stale": "Dit formulier stond te lang open. Kijk het na en verstuur het opnieuw.",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "Kijk in uw postvak",
            "tel": "Kijk op uw telefoon",
            "": "Kijk waar u de berichten wilt ontvangen",
        }
    ),
    asked_way="Een bericht met een link is onderweg, als wij naar dit adres kunnen schrijven. "
    "Open de link en bevestig: voor die tijd sturen wij u niets. De link werkt 24 uur.",
    asked_known="Krijgt u al berichten, dan staat in het bericht de link om dat te wijzigen.",
    asked_nothing="Na een paar minuten nog niets? Kijk bij de ongewenste berichten, of vraag het "
    "nog eens.",
    again="Nog eens vragen",
    confirm="Bevestig uw adres",
    confirm_lead="Iemand heeft ons gevraagd naar {address} ({channel}) te schrijven. Was u dat, "
    "bevestig het dan.",
    confirm_button="Bevestigen",
    confirm_until="Deze link werkt tot {at}.",
    confirm_not_you="Was u het niet, sluit dan deze pagina. Zonder de knop gebeurt er niets.",
    confirmed="U bent aangemeld",
    confirmed_fixed="Wij laten het u weten als het is opgelost",
    manage_link="Wijzigen of afmelden",
    manage_later="Deze link staat ook in elk bericht.",
    manage="Wat wij u sturen",
    written_to="Wij schrijven naar {address} ({channel}).",
    resting="Op dit moment schrijven wij niet naar {address} ({channel}).",
    awaiting="Wij schrijven u één keer, als dit is opgelost:",
    save="Opslaan",
    saved="Opgeslagen. Vanaf nu sturen wij u dit.",
    leave="Afmelden",
    leave_lead="Daarna schrijven wij niet meer naar {address} ({channel}).",
    stay="Liever wijzigen wat wij u sturen",
    left="U bent afgemeld",
    left_lead="Wij schrijven niet meer naar {address} ({channel}). U kunt altijd terugkomen.",
    ended="Deze link werkt niet meer",
    ended_lead="Een link om te bevestigen werkt 24 uur. Vraag het nog eens.",
    used="Deze link is al gebruikt",
    used_lead="Wat hiermee is bevestigd, blijft zo. Wilt u het wijzigen, open dan de link in een "
    "van onze berichten.",
    nobody="Via deze link sturen wij niemand iets. U kunt altijd terugkomen.",
    unknown="Wij kennen deze link niet",
    unknown_lead="Misschien ontbreekt er een stuk: open hem nog eens vanuit het bericht. Of het "
    "adres is niet meer aangemeld.",
    too_many="Te veel aanvragen",
    too_many_lead="Er kwamen in korte tijd veel aanvragen. Er is niets gewijzigd. Probeer het "
    "over een minuut opnieuw.",
    closed="Hier is geen lijst om u voor aan te melden",
    closed_lead="Op de statuspagina staat alles het eerst.",
    closed_contact="Wilt u van nieuws horen, schrijf dan naar {contact}.",
    not_now="Dit werkt op dit moment niet",
    not_now_lead="Er is niets gewijzigd. Probeer het over een minuut opnieuw.",
    of_kinds=MappingProxyType(
        {
            "E-mail": "E-mail",
            "E-mail address": "E-mailadres",
            "Text message": "Sms",
            "Mobile number": "Mobiel nummer",
            "Address of the webhook": "Adres van de webhook",
            "Address of the incoming webhook": "Adres van de inkomende webhook",
            "Address of the workflow": "Adres van de workflow",
            "Address of the receiver": "Adres van de ontvanger",
            "Topic": "Onderwerp",
            "Address": "Adres",
        }
    ),
)
