"""Portuguese: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.portuguese import FIGURES
from statusboard.domain.tongues.plurals import UP_TO_ONE
from statusboard.domain.tongues.rule import RuleWords

DATES = Dates(
    months=(
        *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
        *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    ),
    day="{day} de {month} de {year}",
    day_of_year="{day} de {month}",
    month_of_year="{month} de {year}",
    together="{day}, {clock}",
    promised="{day}, {clock}",
    span="{first} – {last}",
    units={
        "day": {"one": "{n} dia", "other": "{n} dias"},
        "hour": {"one": "{n} hora", "other": "{n} horas"},
        "minute": {"one": "{n} minuto", "other": "{n} minutos"},
    },
    between_units=" ",
    no_minute="menos de um minuto",
    plurals=UP_TO_ONE,
    percent="{}%",
    decimal=",",
    thousands=".",
    less_than="menos de {}",
)
CLAIMS = ClaimWords(
    last_months={"one": "no último mês", "other": "nos últimos {n} meses"},
    last_days={"one": "no último dia", "other": "nos últimos {n} dias"},
    this={
        CalendarUnit.MONTH: "neste mês",
        CalendarUnit.QUARTER: "neste trimestre",
        CalendarUnit.YEAR: "neste ano",
    },
    this_contract={
        CalendarUnit.MONTH: "neste mês de contrato",
        CalendarUnit.QUARTER: "neste trimestre de contrato",
        CalendarUnit.YEAR: "neste ano de contrato",
    },
    in_month="em {month}",
    in_quarter="no trimestre {number} de {year}",
    in_year="em {year}",
    span="de {first} a {last}",
    since="desde {month}",
    own=", cada um em seu próprio período",
    available="de disponibilidade {period}",
    days={"one": "{n} dia", "other": "{n} dias"},
    since_major="desde a última falha grave",
    never_major="sem falha grave desde que começamos a medir",
    record="sem falha grave, nosso período mais longo",
    past_record="foi nosso período mais longo sem falha grave, de {first} a {last}",
    kept_of="{kept} de {of}",
    kept="serviços cumpriram sua promessa {period}",
    minutes={"one": "{n} minuto", "other": "{n} minutos"},
    first_word="até o primeiro aviso aos clientes, mediana de {incidents} incidentes {period}",
    observed="{share} desse tempo foi observado",
    all_services="Nossos serviços",
    group="nossos {count} serviços de {name}",
    group_ending="",
    some="{count} de nossos {of} serviços",
    before_last=" e ",
    has_been="{who} esteve disponível {share} do tempo {period}.",
    have_been="{who} estiveram disponíveis {share} do tempo {period}.",
    days_since={
        "one": "Passou {n} dia desde a última falha grave.",
        "other": "Passaram {n} dias desde a última falha grave.",
    },
    days_measured={
        "one": "Não houve falha grave no {n} dia que medimos.",
        "other": "Não houve falha grave nos {n} dias que medimos.",
    },
    longest_run={
        "one": "Nosso período mais longo sem falha grave é de {n} dia.",
        "other": "Nosso período mais longo sem falha grave é de {n} dias.",
    },
    kept_promises="Promessa cumprida em {kept} de {of} serviços {period}.",
    word_after="Os clientes receberam o primeiro aviso após {count}, mediana de "
    "{incidents} incidentes {period}.",
    how_counted="Como contamos: {url}",
    measured="medido, {share} observado",
    badge_year="disponibilidade 12 meses",
    badge_quarter="disponibilidade 90 dias",
    badge_days="desde a última falha grave",
    no_figure="sem número",
)
RULE = RuleWords(
    rule="Ponderado pelo tempo. Uma falha grave conta por inteiro, uma falha parcial 30%, um "
    "serviço degradado conta como disponível. A manutenção e o tempo não observado ficam de "
    "fora.",
    alike={
        "one": "",
        "other": "O tempo de {n} serviços é somado; todos contam igual.",
    },
    weighted="O tempo de {n} serviços é somado conforme o peso: {names}.",
    left_out="Ficam de fora, porque têm peso 0: {names}.",
    more_names="{names} e mais {n}",
    removed={
        "one": "Um serviço removido desde então conta pelo tempo em que existiu.",
        "other": "{n} serviços removidos desde então contam pelo tempo em que existiram.",
    },
    elsewhere="Antes de {day}, outro programa mediu uma parte.",
    corrections={
        "one": "{n} correção conta; o medido era {uptime}.",
        "other": "{n} correções contam; o medido era {uptime}.",
    },
    title="Como a disponibilidade é calculada",
    meaning="A disponibilidade é o tempo em que um serviço funcionou, dividido pelo tempo em "
    "que foi observado. A manutenção programada não entra em nenhum dos dois.",
    states="Como cada estado conta",
    counts_up="conta como disponível",
    counts_down="conta como fora do ar",
    counts_part="conta {share} como fora do ar",
    is_left_out="fica de fora",
    what_else="O que mais se aplica",
    what_holds=(
        "O que conta é o tempo, não as verificações: cada segundo, também à noite e nos fins "
        "de semana. Os números dos serviços, sozinhos ou juntos, não são só do horário "
        "comercial.",
        "O tempo que ninguém observou fica sem dados: nem disponível nem fora do ar. Quanto foi "
        "observado está ao lado de cada número.",
        "Onde menos de {least} foi observado, não há número. Onde foi menos de {whole} de um "
        "ano, o número é do tempo observado e não do ano.",
        "Um número é truncado e nunca arredondado para cima: {all} aparece só onde nenhum tempo "
        "conta como fora do ar.",
        "O que foi medido errado pode ser corrigido depois; parte de um histórico pode vir de "
        "outro programa. Onde for assim, a regra o diz.",
        "Uma barra tem a cor do pior estado do seu dia, por mais breve que tenha sido. O "
        "número sabe quanto durou.",
        "Como um serviço está agora é o que comunicamos a você. As barras e os números são "
        "medidos.",
    ),
    example="Um exemplo",
    example_month="Um mês de 30 dias tem {minutes} minutos. Em um deles, {unseen} minutos não "
    "foram observados e {work} minutos foram de manutenção programada: contam {counted} "
    "minutos.",
    example_outage="Houve uma falha grave de {major} minutos e uma parcial de {partial} "
    "minutos. Juntas contam como {down} minutos fora do ar.",
)
TONGUE = Tongue("pt", ", ", ": ", DATES, CLAIMS, RULE, FIGURES, "outro serviço")
