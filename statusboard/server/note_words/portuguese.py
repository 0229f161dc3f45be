"""The page server's own short pages in Portuguese."""

from statusboard.server.note_words.base import NoteWords

WORDS = NoteWords(
    language="pt",
    back="Todos os serviços",
    not_there=(
        "Esta página não existe",
        "Talvez o endereço tenha um erro, ou a página tenha sido retirada.",
    ),
    gone=(
        "Esta página de status não existe mais",
        "Ela foi retirada em definitivo e não avisa mais ninguém.",
    ),
    not_yet=(
        "Esta página está sendo preparada",
        "Estará aqui em instantes. Tente de novo em seguida.",
    ),
    only_read=(
        "Esta página só pode ser lida",
        "Ela responde a {allowed}.",
    ),
    nothing_done="Nada foi alterado",
    not_ours="O formulário estava em outra página. Abra-o aqui e envie-o daqui.",
    no_form="Aqui só se lê o que um formulário envia.",
    too_large="É mais do que cabe em um formulário daqui.",
    mistake=(
        "Algo deu errado aqui",
        "Foi um erro nosso e ficou registrado. Tente de novo.",
    ),
    not_shared=(
        "Já não é compartilhado",
        "Este link já não vale. Peça outro a quem o enviou.",
    ),
    report_later=(
        "Agora não é possível",
        "Não foi possível ler o relatório agora. Tente de novo daqui a pouco.",
    ),
    still_in=(
        "A sessão foi encerrada",
        "De onde você está, esta página abre sem entrar.",
    ),
)
