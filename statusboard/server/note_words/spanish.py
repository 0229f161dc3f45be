"""The page server's own short pages in Spanish."""

from statusboard.server.note_words.base import NoteWords

WORDS = NoteWords(
    language="es",
    back="Todos los servicios",
    not_there=(
        "Esta página no existe",
        "Quizá la dirección esté mal escrita, o la página se haya retirado.",
    ),
    gone=(
        "Esta página de estado ya no está aquí",
        "Se retiró definitivamente y ya no avisa a nadie.",
    ),
    not_yet=(
        "Esta página se está preparando",
        "Estará aquí en un momento. Inténtelo entonces de nuevo.",
    ),
    only_read=(
        "Esta página solo se puede leer",
        "Responde a {allowed}.",
    ),
    nothing_done="No se ha cambiado nada",
    not_ours="El formulario estaba en otra página. Ábralo aquí y envíelo desde aquí.",
    no_form="Aquí solo se lee lo que envía un formulario.",
    too_large="Es más de lo que cabe en un formulario de aquí.",
    mistake=(
        "Algo ha fallado aquí",
        "Ha sido un error nuestro y ha quedado anotado. Inténtelo de nuevo.",
    ),
    not_shared=(
        "Ya no se comparte",
        "Este enlace ya no es válido. Pida otro a quien se lo envió.",
    ),
    report_later=(
        "Ahora no es posible",
        "El informe no se ha podido leer en este momento. Inténtelo de nuevo dentro de poco.",
    ),
    still_in=(
        "La sesión está cerrada",
        "Desde donde está, esta página se abre sin iniciar sesión.",
    ),
)
