"""The forms in Portuguese."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="pt",
    name=LANGUAGES["pt"],
    comma=", ",
    back="Voltar à página",
    sample="Dados de exemplo: os serviços e avisos aqui são inventados.",
    languages="Idiomas",
    questions="Perguntas? Escreva para {contact}",
    door=DoorWords(
        heading="Esta página não é pública",
        lead="Digite a senha que recebeu.",
        password="Senha",  # noqa: S106 - a label
        open="Abrir a página",
        by_link="Se recebeu um link pessoal, abra a página com ele.",
        only_link="Abra-a com o link que recebeu.",
        wrong="Essa não é a senha. Confira e tente de novo.",
        no_link="Este link não abre nada, ou já não abre nada. Pergunte a quem o enviou.",
        wait="Tentativas demais. Espere um pouco e tente de novo.",
        left="A sessão foi encerrada neste navegador.",
    ),
    heading="Receba nossos avisos do seu jeito",
    lead="Escrevemos quando algo está errado, quando há novidades e assim que termina. Nada mais.",
    ways="Como avisamos",
    example="Por exemplo {example}",
    about="Sobre",
    everything="Tudo",
    everything_note="e o que for acrescentado depois",
    chosen="Só o que eu escolher",
    singles="Escolher serviços individuais",
    singles_of="de {group}",
    ungrouped="Outros serviços",
    sorts="Quais avisos",
    incidents="Incidentes",
    planned="Manutenção programada",
    both="Incidentes e manutenção programada",
    extent="Quanto",
    every="Todas as mensagens",
    start_end="Só quando começa e quando termina",
    messages_in="Idioma das mensagens",
    subscribe="Inscrever-se",
    subscribe_note="Confirme com um clique na mensagem que enviamos. Sair também é um clique.",
    trap="Deixe este campo vazio",
    fixed="Avise-me quando estiver resolvido",
    fixed_lead="Escrevemos uma única vez, quando estiver resolvido, e apagamos o endereço.",
    waiting="Está esperando por isto?",
    wrong="Algo precisa de atenção",
    problems=MappingProxyType(
        {
            "channel": "Escolha como avisamos.",
            "missing": "Indique para onde avisamos.",
            "address": "Não podemos escrever para esse endereço. Parece-se com o exemplo?",
            "long": "É longo demais para um endereço.",
            "services": "Escolha pelo menos um item, ou tudo.",
            "sorts": "Escolha pelo menos um dos dois.",
            "incident": "Isso já terminou, ou não é conhecido aqui. Você pode receber "
            "avisos do que vier.",
            "gone": "Algo do que você escolheu não está mais aqui. Escolha de novo.",
            "refused": "Não foi possível aceitar. Revise e envie de novo.",
            "stale": "Este formulário ficou aberto tempo demais. Revise e envie de novo.",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "Veja sua caixa de entrada",
            "tel": "Veja seu telefone",
            "": "Veja onde deseja receber os avisos",
        }
    ),
    asked_way="Uma mensagem com um link está a caminho, se pudermos escrever para esse endereço. "
    "Abra o link e confirme: antes disso não enviamos nada. Funciona por 24 horas.",
    asked_known="Se você já recebe os avisos, a mensagem traz o link para alterá-los.",
    asked_nothing="Nada chegou depois de alguns minutos? Veja na pasta de spam, ou peça de novo.",
    again="Pedir de novo",
    confirm="Confirme seu endereço",
    confirm_lead="Alguém pediu que escrevamos para {address} ({channel}). Se o pedido é seu, "
    "confirme-o.",
    confirm_button="Confirmar",
    confirm_until="Este link expira em {at}.",
    confirm_not_you="Se o pedido não é seu, feche esta página. Sem o botão nada acontece.",
    confirmed="A inscrição está confirmada",
    confirmed_fixed="Avisaremos quando estiver resolvido",
    manage_link="Alterar, ou cancelar a inscrição",
    manage_later="Este link também está em cada mensagem.",
    manage="O que enviamos",
    written_to="Escrevemos para {address} ({channel}).",
    resting="No momento não escrevemos para {address} ({channel}).",
    awaiting="Escrevemos uma única vez, quando isto estiver resolvido:",
    save="Salvar",
    saved="Salvo. A partir de agora enviamos isto.",
    leave="Cancelar a inscrição",
    leave_lead="Depois disso não escreveremos mais para {address} ({channel}).",
    stay="Em vez disso, alterar o que enviamos",
    left="A inscrição foi cancelada",
    left_lead="Não escrevemos mais para {address} ({channel}). Você pode voltar quando quiser.",
    ended="Este link expirou",
    ended_lead="Um link de confirmação funciona por 24 horas. Peça de novo.",
    used="Este link já foi usado",
    used_lead="O que foi confirmado continua válido. Para alterar, abra o link de qualquer "
    "mensagem nossa.",
    nobody="Por este link ninguém é avisado. Você pode voltar quando quiser.",
    unknown="Não conhecemos este link",
    unknown_lead="Talvez falte uma parte: abra-o de novo a partir da mensagem. Ou o endereço "
    "não está mais inscrito.",
    too_many="Pedidos demais",
    too_many_lead="Chegaram muitos pedidos em pouco tempo. Nada foi alterado. Tente de novo "
    "em um minuto.",
    closed="Aqui não há lista",
    closed_lead="Tudo é comunicado primeiro na página de status.",
    closed_contact="Para receber novidades, escreva para {contact}.",
    not_now="Isto não funciona no momento",
    not_now_lead="Nada foi alterado. Tente de novo em um minuto.",
    of_kinds=MappingProxyType(
        {
            "E-mail": "E-mail",
            "E-mail address": "Endereço de e-mail",
            "Text message": "Mensagem de texto",
            "Mobile number": "Número de telefone",
            "Address of the webhook": "Endereço do webhook",
            "Address of the incoming webhook": "Endereço do webhook de entrada",
            "Address of the workflow": "Endereço do fluxo de trabalho",
            "Address of the receiver": "Endereço do destinatário",
            "Topic": "Tópico",
            "Address": "Endereço",
        }
    ),
)
