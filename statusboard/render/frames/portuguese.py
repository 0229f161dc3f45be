"""Messages in Portuguese."""

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.portuguese import PORTUGUESE

FRAME = Frame(
    language="pt",
    times=Times(
        dates=PORTUGUESE.dates,
        clock="{time} ({zone})",
        full="{date}, {clock}",
        on="{clock} de {date}",
    ),
    label="{name}: {text}",
    sentence="{text}.",
    comma=PORTUGUESE.comma,
    span="{start} – {end}",
    capitals=False,
    incident=PORTUGUESE.states,
    service=PORTUGUESE.service_states,
    number="mensagem {number}",
    kinds=PORTUGUESE.kinds,
    correction="Correção",
    corrected="Nossa mensagem de {at} estava errada. O correto é o seguinte.",
    withdrawn="Retiramos nossa mensagem de {at}. Não deveria ter sido publicada.",
    all_withdrawn="Retiramos todas as nossas mensagens sobre este assunto. Não deveriam ter sido"
    " publicadas.",
    promise="Nova mensagem antes das {at}.",
    end_word="Avisaremos assim que terminar.",
    follow="Acompanhar: {url}",
    follow_button="Acompanhar na página de status",
    told_because="Esta mensagem foi enviada porque este endereço está inscrito nos avisos de"
    " {page}.",
    leave="Para cancelar a inscrição, responda a este e-mail com “unsubscribe”.",
    choose="Escolher o que você recebe",
    unsubscribe="Cancelar a inscrição",
    own_link="Escolher o que é comunicado aqui, ou cancelar a inscrição: {url}",
    passed_on="Esta mensagem foi encaminhada a você?",
    get_updates="Receber as mensagens",
    when_fixed=PORTUGUESE.notice.when_fixed,
    before="Antes disso",
    sample="Dados de exemplo: nada disto aconteceu.",
    sample_word="Dados de exemplo",
    customers="Os clientes leem:",
    planned="Programado: {start} – {end}",
    planned_until="Fim previsto: {end}",
    was_planned="Estava programado: {start} – {end}",
    written_in=PORTUGUESE.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="pt",
    comma=PORTUGUESE.comma,
    subject="{page}: confirme seu endereço, por favor",
    heading="Confirme seu endereço, por favor",
    asked="Alguém pediu que este endereço receba os avisos de {page}. Se o pedido é seu,"
    " confirme-o.",
    told="Este endereço já recebe os avisos de {page}, e assim continua. Alguém escolheu agora o"
    " que está abaixo. Se o pedido é seu, confirme-o.",
    chosen="Escolhido:",
    everything="Tudo",
    about={
        About.BOTH: "incidentes e manutenção programada",
        About.INCIDENTS: "incidentes",
        About.PLANNED: "manutenção programada",
    },
    extent={
        Extent.EVERY: "todas as mensagens",
        Extent.START_END: "só quando começa e quando termina",
    },
    until_fixed="Uma única vez, quando “{incident}” terminar. Depois o endereço é apagado.",
    button="Confirmar",
    follow="Confirmar: {url}",
    see_button="Ver o que você recebe",
    see="Ver o que você recebe, alterar ou cancelar a inscrição: {url}",
    ends="O link funciona uma única vez. Expira em {at}.",
    nothing="Se o pedido não é seu, não faça nada. Nada será enviado.",
    nothing_changes="Se o pedido não é seu, não faça nada. Tudo fica como está.",
    consent="Aceito que {page} escreva para este endereço sobre o que escolhi, até eu cancelar a"
    " inscrição.",
    consent_until_fixed="Aceito que {page} escreva uma única vez para este endereço, quando"
    " terminar.",
    agreed="Ao confirmar, você declara: “{consent}”",
    short="{page}: confirme que deseja receber mensagens de texto ({what}): {url}",
    short_until_fixed="{page}: confirme que deseja receber uma mensagem de texto quando"
    " terminar: {url}",
    short_end="Pedido de outra pessoa? Ignore. Responda STOP para terminar.",
)
PLANNED = {
    TemplateKind.MAINTENANCE_ANNOUNCED: "Há uma manutenção programada: {when}. Serviços afetados: "
    "{services}. Durante esse tempo, talvez não seja possível usar esses serviços. Avisaremos "
    "aqui quando a manutenção terminar.",
    TemplateKind.MAINTENANCE_MOVED: "Esta manutenção tem uma nova data: {when}. Serviços "
    "afetados: {services}. Durante esse tempo, talvez não seja possível usar esses serviços.",
    TemplateKind.MAINTENANCE_REMINDER: "Lembrete de manutenção programada: {when}. Serviços "
    "afetados: {services}. Termine antes o que não deve ser interrompido, por favor.",
    TemplateKind.MAINTENANCE_STARTED: "A manutenção começou. Serviços afetados: {services}. "
    "Talvez não seja possível usar esses serviços. Fim previsto: {end}. Avisaremos aqui quando a "
    "manutenção terminar.",
    TemplateKind.MAINTENANCE_EXTENDED: "A manutenção está demorando mais do que o previsto. "
    "Serviços afetados: {services}. Novo fim previsto: {end}. Pedimos desculpas pela espera.",
    TemplateKind.MAINTENANCE_VERIFYING: "A manutenção foi feita. Serviços afetados: {services}. "
    "Ainda estamos verificando se tudo funciona como de costume e avisaremos aqui quando "
    "terminar.",
    TemplateKind.MAINTENANCE_FINISHED: "A manutenção terminou. Foi realizada: {when}. Serviços "
    "afetados: {services}. Se algo ainda não funciona, tente de novo, por favor.",
    TemplateKind.MAINTENANCE_CANCELLED: "A manutenção programada não será realizada: {when}. Você "
    "pode usar esses serviços como de costume: {services}.",
}
