"""The forms in Spanish."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="es",
    name=LANGUAGES["es"],
    comma=", ",
    back="Volver a la página",
    sample="Datos de ejemplo: los servicios y avisos de aquí son inventados.",
    languages="Idiomas",
    questions="¿Preguntas? Escriba a {contact}",
    door=DoorWords(
        heading="Esta página no es pública",
        lead="Escriba la contraseña que recibió.",
        password="Contraseña",  # noqa: S106 - a label
        open="Abrir la página",
        by_link="Si recibió un enlace personal, abra la página con él.",
        only_link="Ábrala con el enlace que recibió.",
        wrong="Esa no es la contraseña. Compruébela e inténtelo de nuevo.",
        no_link="Este enlace no abre nada, o ya no abre nada. Pregunte a quien se lo envió.",
        wait="Demasiados intentos. Espere un poco e inténtelo de nuevo.",
        left="La sesión está cerrada en este navegador.",
    ),
    heading="Reciba nuestros avisos a su manera",
    lead="Escribimos cuando algo va mal, cuando hay novedades y en cuanto termina. Nada más.",
    ways="Cómo le avisamos",
    example="Por ejemplo {example}",
    about="Sobre",
    everything="Todo",
    everything_note="y lo que se añada después",
    chosen="Solo lo que yo elija",
    singles="Elegir servicios sueltos",
    singles_of="de {group}",
    ungrouped="Otros servicios",
    sorts="Qué avisos",
    incidents="Incidentes",
    planned="Trabajos programados",
    both="Incidentes y trabajos programados",
    extent="Cuánto",
    every="Todos los mensajes",
    start_end="Solo al empezar y al terminar",
    messages_in="Idioma de los mensajes",
    subscribe="Suscribirse",
    subscribe_note="Confirme con un clic en el mensaje que le enviamos. Darse de baja también es "
    "un clic.",
    trap="Deje este campo vacío",
    fixed="Avisarme cuando esté resuelto",
    fixed_lead="Le escribimos una sola vez, cuando se haya resuelto, y borramos su dirección.",
    waiting="¿Espera esto?",
    wrong="Hay algo que revisar",
    problems=MappingProxyType(
        {
            "channel": "Elija cómo le avisamos.",
            "missing": "Indique dónde le avisamos.",
            "address": "No podemos escribir a esa dirección. ¿Se parece al ejemplo?",
            "long": "Es demasiado largo para una dirección.",
            "services": "Elija al menos un elemento, o todo.",
            "sorts": "Elija al menos uno de los dos.",
            "incident": "Eso ya ha terminado, o no se conoce aquí. Puede recibir avisos de lo "
            "que venga.",
            "gone": "Algo de lo elegido ya no está aquí. Elija de nuevo.",
            "refused": "No hemos podido aceptarlo. Revíselo y envíelo de nuevo.",
            "stale": "Este formulario ha estado abierto demasiado tiempo. Revíselo y envíelo de "
            "nuevo.",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "Mire en su bandeja de entrada",
            "tel": "Mire su teléfono",
            "": "Mire donde quiere recibir los avisos",
        }
    ),
    asked_way="Un mensaje con un enlace está en camino, si podemos escribir a esa dirección. "
    "Abra el enlace y confirme: antes de eso no le enviamos nada. Sirve durante 24 horas.",
    asked_known="Si ya recibe los avisos, el mensaje lleva el enlace para cambiarlos.",
    asked_nothing="¿Sigue sin llegar nada después de unos minutos? Mire en el correo no deseado, "
    "o pídalo otra vez.",
    again="Pedirlo otra vez",
    confirm="Confirme su dirección",
    confirm_lead="Alguien nos ha pedido que escribamos a {address} ({channel}). Si ha sido "
    "usted, confírmelo.",
    confirm_button="Confirmar",
    confirm_until="Este enlace caduca el {at}.",
    confirm_not_you="Si no ha sido usted, cierre esta página. Sin el botón no ocurre nada.",
    confirmed="La suscripción está confirmada",
    confirmed_fixed="Le avisaremos cuando se haya resuelto",
    manage_link="Cambiarlo, o darse de baja",
    manage_later="Este enlace está también en cada mensaje.",
    manage="Lo que le enviamos",
    written_to="Escribimos a {address} ({channel}).",
    resting="Por ahora no escribimos a {address} ({channel}).",
    awaiting="Le escribimos una sola vez, cuando se haya resuelto esto:",
    save="Guardar",
    saved="Guardado. Esto es lo que le enviamos desde ahora.",
    leave="Darse de baja",
    leave_lead="Después ya no escribiremos a {address} ({channel}).",
    stay="Cambiar mejor lo que le enviamos",
    left="La suscripción ha terminado",
    left_lead="Ya no escribimos a {address} ({channel}). Puede volver cuando quiera.",
    ended="Este enlace ha caducado",
    ended_lead="Un enlace de confirmación sirve durante 24 horas. Pídalo otra vez.",
    used="Este enlace ya se ha usado",
    used_lead="Lo que confirmó sigue en pie. Para cambiarlo, abra el enlace de cualquier mensaje "
    "nuestro.",
    nobody="Por este enlace no se avisa a nadie. Puede volver cuando quiera.",
    unknown="No conocemos este enlace",
    unknown_lead="Quizá falta una parte: ábralo otra vez desde el mensaje. O su dirección ya no "
    "está inscrita.",
    too_many="Demasiadas peticiones",
    too_many_lead="Han llegado muchas peticiones en poco tiempo. No se ha cambiado nada. "
    "Inténtelo de nuevo dentro de un minuto.",
    closed="Aquí no hay ninguna lista",
    closed_lead="Todo se comunica primero en la página de estado.",
    closed_contact="Para recibir novedades, escriba a {contact}.",
    not_now="Ahora mismo no funciona",
    not_now_lead="No se ha cambiado nada. Inténtelo de nuevo dentro de un minuto.",
    of_kinds=MappingProxyType(
        {
            "E-mail": "Correo electrónico",
            "E-mail address": "Dirección de correo",
            "Text message": "Mensaje de texto",
            "Mobile number": "Número de móvil",
            "Address of the webhook": "Dirección del webhook",
            "Address of the incoming webhook": "Dirección del webhook entrante",
            "Address of the workflow": "Dirección del flujo de trabajo",
            "Address of the receiver": "Dirección del receptor",
            "Topic": "Tema",
            "Address": "Dirección",
        }
    ),
)
