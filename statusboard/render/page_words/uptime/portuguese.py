"""Uptime in Portuguese: figures, the rule, claims."""

from statusboard.domain.period import CalendarUnit
from statusboard.render.page_words.base import FigureWords, RuleWords
from statusboard.render.page_words.claims import ClaimWords

FIGURES = FigureWords(
    uptime="Disponibilidade",
    figure="{uptime} disponível, {coverage} observado",
    not_watched="Ainda não observado",
    too_little_days={
        "one": "{share} de {n} dia observado, pouco para um número",
        "other": "{share} de {n} dias observado, pouco para um número",
    },
    too_little_year="{share} dos últimos 12 meses observado, pouco para um número",
    too_little_month="{share} do mês observado, pouco para um número",
    year="{uptime} nos últimos 12 meses ({coverage} observado)",
    young_year="{uptime} do tempo observado, que é {coverage} dos últimos 12 meses",
    since_major={
        "one": "{n} dia desde a última falha grave",
        "other": "{n} dias desde a última falha grave",
    },
    days={"one": "{n} dia – {said}", "other": "{n} dias – {said}"},
    counted="{word}: {n}",
    more_titles={"one": "mais {n}", "other": "mais {n}"},
    last_days={"one": "Último dia", "other": "Últimos {n} dias"},
    a_year="Um ano",
    last_year="Os últimos 12 meses",
    from_day="{month}, a partir do dia {day}",
    described="{name}: {word}. 90 dias: {quarter}",
    day_colour="Um dia tem a cor do pior que foi medido nele, por mais breve que tenha sido.",
    trouble_days="Dias com problemas ou trabalhos programados",
    none_measured="Nenhum foi medido.",
    incidents="Incidentes",
    no_incident="Nenhum incidente foi informado para este serviço.",
    past_work="Trabalhos programados anteriores",
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
    what_else="O que mais vale",
    what_holds=(
        "O que conta é o tempo, não as verificações: cada segundo, também à noite e nos fins "
        "de semana. Os números dos serviços, sozinhos ou juntos, não são só do horário "
        "comercial.",
        "O tempo que ninguém observou é sem dados: nem disponível nem fora do ar. Quanto foi "
        "observado está ao lado de cada número.",
        "Onde menos de {least} foi observado, não há número. Onde foi menos de {whole} de um "
        "ano, o número é do tempo observado e não do ano.",
        "Um número é cortado e nunca arredondado para cima: {all} aparece só onde nenhum tempo "
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
    first_word="até a primeira palavra aos clientes, na mediana de {incidents} incidentes {period}",
    observed="{share} desse tempo foi observado",
)
