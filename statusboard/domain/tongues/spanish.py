"""Spanish: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.spanish import FIGURES
from statusboard.domain.tongues.plurals import ONE_AND_OTHER
from statusboard.domain.tongues.rule import RuleWords

DATES = Dates(
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    day="{day} de {month} de {year}",
    day_of_year="{day} de {month}",
    month_of_year="{month} de {year}",
    together="{day}, {clock}",
    promised="{day}, {clock}",
    span="{first} – {last}",
    units={
        "day": {"one": "{n} día", "other": "{n} días"},
        "hour": {"one": "{n} hora", "other": "{n} horas"},
        "minute": {"one": "{n} minuto", "other": "{n} minutos"},
    },
    between_units=" ",
    no_minute="menos de un minuto",
    plurals=ONE_AND_OTHER,
    percent="{}\N{NO-BREAK SPACE}%",
    decimal=",",
    thousands=".",
    less_than="menos del {}",
)
CLAIMS = ClaimWords(
    last_months={"one": "en el último mes", "other": "en los últimos {n} meses"},
    last_days={"one": "en el último día", "other": "en los últimos {n} días"},
    this={
        CalendarUnit.MONTH: "este mes",
        CalendarUnit.QUARTER: "este trimestre",
        CalendarUnit.YEAR: "este año",
    },
    this_contract={
        CalendarUnit.MONTH: "este mes de contrato",
        CalendarUnit.QUARTER: "este trimestre de contrato",
        CalendarUnit.YEAR: "este año de contrato",
    },
    in_month="en {month}",
    in_quarter="en el trimestre {number} de {year}",
    in_year="en {year}",
    span="del {first} al {last}",
    since="desde {month}",
    own=", cada uno en su propio periodo",
    available="de disponibilidad {period}",
    days={"one": "{n} día", "other": "{n} días"},
    since_major="desde la última caída grave",
    never_major="sin caídas graves desde que empezamos a medir",
    record="sin caídas graves, nuestro periodo más largo",
    past_record="fue nuestro periodo más largo sin caídas graves, del {first} al {last}",
    kept_of="{kept} de {of}",
    kept="servicios cumplieron su promesa {period}",
    minutes={"one": "{n} minuto", "other": "{n} minutos"},
    first_word="hasta el primer aviso a los clientes, mediana de {incidents} incidentes {period}",
    observed="se observó el {share} de ese tiempo",
    all_services="Nuestros servicios",
    group="nuestros {count} servicios de {name}",
    group_ending="",
    some="{count} de nuestros {of} servicios",
    before_last=" y ",
    has_been="{who} ha estado disponible el {share} del tiempo {period}.",
    have_been="{who} han estado disponibles el {share} del tiempo {period}.",
    days_since={
        "one": "Ha pasado {n} día desde la última caída grave.",
        "other": "Han pasado {n} días desde la última caída grave.",
    },
    days_measured={
        "one": "No hubo ninguna caída grave en el {n} día que hemos medido.",
        "other": "No hubo ninguna caída grave en los {n} días que hemos medido.",
    },
    longest_run={
        "one": "Nuestro periodo más largo sin caídas graves es de {n} día.",
        "other": "Nuestro periodo más largo sin caídas graves es de {n} días.",
    },
    kept_promises="Promesa cumplida en {kept} de {of} servicios {period}.",
    word_after="Los clientes recibieron el primer aviso tras {count}, mediana "
    "de {incidents} incidentes {period}.",
    how_counted="Así contamos: {url}",
    measured="medido, {share} observado",
    badge_year="disponibilidad 12 meses",
    badge_quarter="disponibilidad 90 días",
    badge_days="desde la última caída grave",
    no_figure="sin cifra",
)
RULE = RuleWords(
    rule="Ponderado por el tiempo. Una caída grave cuenta por completo, una caída parcial el "
    "30\N{NO-BREAK SPACE}%, un servicio degradado cuenta como disponible. El mantenimiento y "
    "el tiempo no observado no se cuentan.",
    alike={
        "one": "",
        "other": "Se suma el tiempo de {n} servicios; todos cuentan lo mismo.",
    },
    weighted="Se suma el tiempo de {n} servicios según su peso: {names}.",
    left_out="No se cuentan, porque su peso es 0: {names}.",
    more_names="{names} y {n} más",
    removed={
        "one": "Un servicio eliminado desde entonces cuenta por el tiempo en que existió.",
        "other": "{n} servicios eliminados desde entonces cuentan por el tiempo en que existieron.",
    },
    elsewhere="Antes del {day} otro programa midió una parte.",
    corrections={
        "one": "Cuenta {n} corrección; lo medido era {uptime}.",
        "other": "Cuentan {n} correcciones; lo medido era {uptime}.",
    },
    title="Cómo se calcula la disponibilidad",
    meaning="La disponibilidad es el tiempo en que un servicio funcionó, dividido por el "
    "tiempo en que se observó. El mantenimiento programado no entra en ninguno de los dos.",
    states="Cómo cuenta cada estado",
    counts_up="cuenta como disponible",
    counts_down="cuenta como caído",
    counts_part="cuenta como caído en un {share}",
    is_left_out="no se cuenta",
    what_else="Qué más se aplica",
    what_holds=(
        "Cuenta el tiempo, no las comprobaciones: cada segundo, también de noche y en fin de "
        "semana. Las cifras de los servicios, solos o juntos, no son solo del horario laboral.",
        "El tiempo que nadie observó queda sin datos: ni disponible ni caído. Cuánto se observó "
        "está junto a cada cifra.",
        "Donde se observó menos del {least}, no hay cifra. Donde fue menos del {whole} de un "
        "año, la cifra es del tiempo observado y no del año.",
        "Una cifra se trunca y nunca se redondea hacia arriba: {all} aparece solo donde ningún "
        "tiempo cuenta como caído.",
        "Lo que se midió mal puede corregirse después; una parte de un historial puede venir "
        "de otro programa. Donde es así, la regla lo dice.",
        "Una barra tiene el color del peor estado de su día, por breve que fuera. La cifra "
        "sabe cuánto duró.",
        "El estado actual de un servicio es lo que le hemos comunicado. Las barras y las "
        "cifras son medidas.",
    ),
    example="Un ejemplo",
    example_month="Un mes de 30 días tiene {minutes} minutos. En uno de ellos, {unseen} "
    "minutos no se observaron y {work} minutos fueron de mantenimiento programado: cuentan "
    "{counted} minutos.",
    example_outage="Hubo una caída grave de {major} minutos y una parcial de {partial} "
    "minutos. Juntas cuentan como {down} minutos caído.",
)
TONGUE = Tongue("es", ", ", ": ", DATES, CLAIMS, RULE, FIGURES, "otro servicio")
