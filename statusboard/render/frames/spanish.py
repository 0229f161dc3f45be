"""Messages in Spanish."""

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.spanish import SPANISH

FRAME = Frame(
    language="es",
    times=Times(
        dates=SPANISH.dates,
        clock="{time} ({zone})",
        full="{date}, {clock}",
        on="{clock} del {date}",
    ),
    label="{name}: {text}",
    sentence="{text}.",
    comma=SPANISH.comma,
    span="{start} – {end}",
    capitals=False,
    incident=SPANISH.states,
    service=SPANISH.service_states,
    number="mensaje {number}",
    kinds=SPANISH.kinds,
    correction="Corrección",
    corrected="Nuestro mensaje del {at} era incorrecto. Lo correcto es lo siguiente.",
    withdrawn="Retiramos nuestro mensaje del {at}. No debió publicarse.",
    all_withdrawn="Retiramos todos nuestros mensajes sobre este asunto. No debieron publicarse.",
    promise="Nuevo mensaje antes de las {at}.",
    end_word="Le avisaremos en cuanto haya terminado.",
    follow="Seguir la situación: {url}",
    follow_button="Seguir en la página de estado",
    told_because="Recibe este mensaje porque esta dirección está inscrita en los avisos de {page}.",
    leave="Para darse de baja, responda a este correo con «unsubscribe».",
    choose="Elegir lo que recibe",
    unsubscribe="Darse de baja",
    own_link="Elegir lo que se comunica aquí, o darse de baja: {url}",
    passed_on="¿Le han reenviado este mensaje?",
    get_updates="Recibir los mensajes",
    when_fixed=SPANISH.notice.when_fixed,
    before="Antes de eso",
    sample="Datos de ejemplo: nada de esto ha ocurrido.",
    sample_word="Datos de ejemplo",
    customers="Los clientes leen:",
    planned="Programado: {start} – {end}",
    planned_until="Fin previsto: {end}",
    was_planned="Estaba programado: {start} – {end}",
    written_in={
        "en": "Este aviso fue escrito en inglés.",
        "de": "Este aviso fue escrito en alemán.",
        "fr": "Este aviso fue escrito en francés.",
        "es": "Este aviso fue escrito en español.",
        "pt": "Este aviso fue escrito en portugués.",
        "nl": "Este aviso fue escrito en neerlandés.",
        "ja": "Este aviso fue escrito en japonés.",
        "ar": "Este aviso fue escrito en árabe.",
    },
)
CONFIRMING = ConfirmingWords(
    language="es",
    comma=SPANISH.comma,
    subject="{page}: confirme su dirección, por favor",
    heading="Confirme su dirección, por favor",
    asked="Alguien ha pedido que esta dirección reciba los avisos de {page}. Si ha sido usted,"
    " confírmelo.",
    told="Esta dirección ya recibe los avisos de {page}, y así sigue. Alguien ha elegido ahora"
    " lo que figura a continuación. Si ha sido usted, confírmelo.",
    chosen="Elegido:",
    everything="Todo",
    about={
        About.BOTH: "incidentes y trabajos programados",
        About.INCIDENTS: "incidentes",
        About.PLANNED: "trabajos programados",
    },
    extent={
        Extent.EVERY: "todos los mensajes",
        Extent.START_END: "solo al empezar y al terminar",
    },
    until_fixed="Una sola vez, cuando termine «{incident}». Después se borra la dirección.",
    button="Confirmar",
    follow="Confirmar: {url}",
    see_button="Ver lo que recibe",
    see="Ver lo que recibe, cambiarlo o darse de baja: {url}",
    ends="El enlace sirve una sola vez. Caduca el {at}.",
    nothing="Si no ha sido usted, no haga nada. No se le enviará nada.",
    nothing_changes="Si no ha sido usted, no haga nada. Todo seguirá como está.",
    consent="Acepto que {page} escriba a esta dirección sobre lo que he elegido, hasta que me dé"
    " de baja.",
    consent_until_fixed="Acepto que {page} escriba una sola vez a esta dirección, cuando haya"
    " terminado.",
    agreed="Al confirmar, usted declara: «{consent}»",
    short="{page}: confirme que quiere recibir mensajes de texto ({what}): {url}",
    short_until_fixed="{page}: confirme que quiere recibir un mensaje de texto cuando termine:"
    " {url}",
    short_end="¿No es usted? No haga nada. Responda STOP para terminar.",
)
PLANNED = {
    TemplateKind.MAINTENANCE_ANNOUNCED: "Hay trabajos programados: {when}. Servicios afectados: "
    "{services}. Durante ese tiempo es posible que no pueda usar estos servicios. Lo "
    "comunicaremos aquí cuando terminen los trabajos.",
    TemplateKind.MAINTENANCE_MOVED: "Estos trabajos tienen una nueva fecha: {when}. Servicios "
    "afectados: {services}. Durante ese tiempo es posible que no pueda usar estos servicios.",
    TemplateKind.MAINTENANCE_REMINDER: "Recordatorio de trabajos programados: {when}. Servicios "
    "afectados: {services}. Termine antes lo que no deba interrumpirse, por favor.",
    TemplateKind.MAINTENANCE_STARTED: "Los trabajos han empezado. Servicios afectados: "
    "{services}. Es posible que no pueda usar estos servicios. Fin previsto: {end}. Lo "
    "comunicaremos aquí cuando terminen los trabajos.",
    TemplateKind.MAINTENANCE_EXTENDED: "Los trabajos duran más de lo previsto. Servicios "
    "afectados: {services}. Nuevo fin previsto: {end}. Le pedimos disculpas por la espera.",
    TemplateKind.MAINTENANCE_VERIFYING: "Los trabajos están hechos. Servicios afectados: "
    "{services}. Aún comprobamos que todo funciona como siempre, y lo comunicaremos aquí cuando "
    "termine.",
    TemplateKind.MAINTENANCE_FINISHED: "Los trabajos han terminado. Tuvieron lugar: {when}. "
    "Servicios afectados: {services}. Si algo aún no le funciona, inténtelo de nuevo, por favor.",
    TemplateKind.MAINTENANCE_CANCELLED: "Los trabajos programados no se realizarán: {when}. Puede "
    "usar estos servicios como siempre: {services}.",
}
