"""What is inside stays inside: hosts, addresses, tickets, keys, names of staff."""

import re

from statusboard.domain.finding import Words
from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, quoted

_PRIVATE = (
    r"(?<![\d.])(?<!ersion )(?<!elease )(?<!uild )"
    r"(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|"
    r"3[01])(?:\.\d{1,3}){2}|"
    r"127(?:\.\d{1,3}){3}|169\.254(?:\.\d{1,3}){2})(?:[:/]\d+)?(?![\d.]\d)"
)
_HOSTS = (
    r"(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:internal|local|lan|corp|intra|intern|"
    r"svc|localdomain)"
    r"(?:\.[a-z0-9-]+)*(?![\w-])",
    # db-prod-03, prod-web01, ip-10-0-3-7: a name of parts with a number at its end.
    r"(?<![\w.@/-])(?:[a-z]{2,12}-){1,4}(?:[a-z]{2,10})?\d{1,4}[a-z]?(?![\w-])",
    r"(?<![\w.-])ip-\d{1,3}(?:-\d{1,3}){3}(?![\w-])",
)
_TICKETS = (
    r"(?<![\w-])(?!(?:[QHF]Y?\d{1,2}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|DE|CH|AT|"
    r"NL|FR|BE|LU|DK|EAST|WEST|NORTH|SOUTH|CENTRAL|SEV|DC|AZ|POP|RHEL|RC|FIPS|NIST|HTTPS|ERR|ERROR|"
    r"KB|IE|PHP|IOS|WIFI|CAT|AS|GPU|RTX|LTS|FY|EST|PST|CET|CLAUDE|GEMINI|LLAMA|SAML|OAUTH|"
    r"ART|NR|NO|PO|F|UTF|ISO|SHA|TLS|SSL|HTTP|AES|RSA|RFC|COVID|CVE|GPT|USB|IPV|MP|H|EN|DIN|UTC|"
    r"GMT|X|Q|PM|AM|US|EU|"
    r"VERSION|PHASE|STAGE|WEB|PCI|SOC|TIER|LEVEL|REGION|ZONE)-)[A-Z][A-Z0-9]{1,9}-"
    # Three letters and one digit are a place: “LON-1”.
    r"(?:\d{2,6}|(?<=[A-Z]{4}-)\d)(?![\w-])",
    r"(?<!\w)(?:INC|CHG|PRB|REQ|RITM)\d{5,}(?!\w)",
    r"(?<!\w)(?:[Tt]icket|[Ii]ssue|[Ii]ncident ID|PR|[Bb]ug)(?: number| no\.?| Nr\.?)? "
    r"?#\d{1,8}(?!\w)",
)
_SECRETS = (
    r"(?<!\w)NRAK-[A-Z0-9]{8,}",
    r"(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{12,}",
    r"(?<!\w)(?:ghp|gho|xox[abp]|sk|pk)[-_](?:live[-_]|test[-_])?[A-Za-z0-9-]{16,}",
    r"(?:[Pp]assword|[Pp]asswort|[Tt]oken|API key|[Ss]ecret) ?[:=] ?(?!https?:)(?=\S*\d)\S{4,}",
    r"-----BEGIN [A-Z ]+-----",
)
_PATHS = (r"(?<![\w/:.])/(?:var|etc|opt|srv|home|usr|tmp|mnt|root)/[\w./-]+",)
# Japanese puts no blank around a name, and Arabic joins its small words to it.
_LETTER = r"[^\W\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff]"
_PATTERN = re.compile("|".join((_PRIVATE, *_HOSTS, *_TICKETS, *_SECRETS, *_PATHS)))
# A name of parts with a number is a host where it counts as machines are counted, from 01, or where
# a part says what the machine does. Regions, models, standards and releases are written so as well.
_LIKE_HOST = re.compile(_HOSTS[1])
_OF_A_HOST = re.compile(
    r".*\D0\d+[a-z]?|(?:.*-)?(?:db|web|app|apps|srv|server|host|mq|mail|mx|smtp|imap|cache|redis|sql|"
    r"mysql|pg|pgsql|mongo|kafka|api|lb|proxy|prod|prd|stg|staging|worker|vm|esx|esxi|queue|nas|san|"
    r"fw|router|switch|rack|ns|dns|backup|master|replica|primary|shard|etl|cron|ldap|vpn|hv|kvm|pve|"
    r"rechner|lager|speicher|datenbank|node|mailcluster)(?:-?(?:db|web|app|srv|node|server)?\d+[a-z]?"
    r"|-[a-z-]*\d+[a-z]?)"
)
_NO_HOST = re.compile(
    r"(?:node|php|python|java|ruby|go|postgres|http|web)-\d\d?|.*-(?:day|hour|minute|bit)\d*|"
    r"(?:step|phase|part|day|week|level|tier|version|round|class|type|grade|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)-.*|(?:us|eu|ap|sa|ca|me|af|asia|europe|northamerica|southamerica|australia)-.*",
    re.IGNORECASE,
)


def _is_inside(found: str) -> bool:
    if _NO_HOST.fullmatch(found):
        return False
    return not _LIKE_HOST.fullmatch(found) or _OF_A_HOST.fullmatch(found) is not None


def _is_page(found: str, pages: frozenset[str]) -> bool:
    """Whether readers are sent there, wherever it is: the status page of one's own."""
    return re.split(r"[:/]", found, maxsplit=1)[0] in pages


def _look(draft: Draft) -> Remark | None:
    found = tuple(
        one
        for one in draft.find(_PATTERN)
        if _is_inside(one.text) and not _is_page(one.text, draft.facts.pages)
    )
    names = [
        re.escape(name)
        for name in (
            *draft.facts.staff,
            *draft.facts.hosts,
            *draft.facts.inside,
            *draft.facts.hidden,
        )
        if len(name) > 2 and name not in draft.facts.pages
    ]
    if names:
        found += draft.find(
            re.compile(
                rf"(?<!{_LETTER})(?<![.-])(?:{'|'.join(names)})(?!{_LETTER}|-)", re.IGNORECASE
            )
        )
    if not found:
        return None
    hidden = {name.casefold() for name in draft.facts.hidden}
    if all(one.text.casefold() in hidden for one in found):
        said = quoted(_masked(one) for one in found)
        return Remark(
            f"Not every page that this goes to shows {said}. Leave it out, or choose the pages "
            "that show it.",
            found,
        )
    return Remark(
        f"{quoted(_masked(one) for one in found)} is known inside alone. Say what customers "
        "notice of it.",
        found,
    )


def _masked(words: Words) -> Words:
    """No secret stands in a sentence."""
    if not any(re.match(pattern, words.text) for pattern in _SECRETS):
        return words
    return Words(words.part, words.start, words.stop, f"{words.text[:4]}…")


DECLARATION = WordRule(
    key="internals",
    look=_look,
    blocks=True,
    good=(
        Sample("Payments in the region us-east-1 fail."),
        Sample("We read the list as UTF-8 and ISO-8601 again."),
        Sample("Please open https://status.example.com for more."),
        Sample("Write to help@example.com if it goes on."),
        Sample("Our add-on of 24-hour support is not affected."),
        Sample("Servers in asia-northeast1 and LON-1 answer again."),
        Sample("The models claude-3 and llama-70b answer again, as does Windows on windows-2022."),
        Sample("About 300 requests got non-200 answers."),
        Sample("The figures of Q1-2026 and FY24-25 are shown again; see step-01 of the guide."),
        Sample("The link to set a password: https://example.com/reset works again."),
        Sample("Rechner der Region LON-1 und das Modell gpt-4 gehen.", language=Language.GERMAN),
        Sample("Zahlungen in der Region eu-central-1 schlagen fehl.", language=Language.GERMAN),
    ),
    bad=(
        Sample("The host db-prod-03 has no space left.", ("db-prod-03",)),
        Sample("We restarted 10.4.17.2 by hand.", ("10.4.17.2",)),
        Sample("See OPS-4711 for more.", ("OPS-4711",)),
        Sample("cache01.shop.internal does not answer.", ("cache01.shop.internal",)),
        Sample("Logs in /var/log/shop are full.", ("/var/log/shop",)),
        Sample("Siehe Ticket #4711.", ("Ticket #4711",), language=Language.GERMAN),
        Sample("Der Rechner web-prod-12 ist voll.", ("web-prod-12",), language=Language.GERMAN),
    ),
)
