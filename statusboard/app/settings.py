"""The settings of a StatusBoard, declared once: form, validation, file, doctor and help follow.

A setting is one field spec in a section. It is kept under `section.field`, stands in the file of
`apply` as `field` in the table `[section]`, and on the settings screen in the section's card.
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from statusboard.catalog.access_fields import ACCESS
from statusboard.catalog.address_checks import url_problem
from statusboard.catalog.agreement_fields import AGREEMENT_FIELDS
from statusboard.catalog.assistant_fields import ASSISTANT_FIELDS
from statusboard.catalog.brand_fields import BRAND
from statusboard.catalog.command_fields import COMMANDS
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.history_fields import HISTORY_FIELDS
from statusboard.catalog.line_fields import LINE
from statusboard.catalog.metric_fields import METRICS
from statusboard.catalog.page_words_fields import LANGUAGE_FIELDS
from statusboard.catalog.place_fields import FALL_BACK_AFTER
from statusboard.catalog.section import Section
from statusboard.catalog.security_fields import SECURITY
from statusboard.catalog.server_fields import SERVER
from statusboard.catalog.statement_fields import STATEMENT_FIELDS
from statusboard.catalog.uptime_fields import UPTIME_FIELDS
from statusboard.catalog.web_address import customers_address
from statusboard.catalog.word_fields import WORD_FIELDS
from statusboard.domain.language import Language
from statusboard.domain.languages import chosen_languages
from statusboard.domain.notice import TITLE_LIMIT
from statusboard.domain.views.new_relic import Unwatched, unwatched_of
from statusboard.render.clean import clean_line
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.public_ids import derived_public_id
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

DEMO = "demo"
# A text that belongs to this page alone: what its public ids are derived from.
PAGE_ID = "page.id"
NEW_RELIC_UNWATCHED = "new_relic.unwatched"
# Accounts of New Relic whose muting rules could not be read, and why of each.
NEW_RELIC_UNREAD = "new_relic.unread"
# Until when (microseconds since 1970) what New Relic says is recorded.
NEW_RELIC_RECORD_UNTIL = "new_relic.record_until_us"
# A reference to the helper's key, and to whom it was given: it is sent to nobody else.
ASSISTANT_KEY, ASSISTANT_KEY_FOR = "helper.key", "helper.key_for"

DEFAULT_NAME = "Status"
DEFAULT_ZONE = "UTC"
# Nothing is called good that nobody has called good.
DEFAULT_UNWATCHED = Unwatched.NO_DATA


def knows_zone(name: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _name_problem(value: object) -> str | None:
    if len(str(value)) > TITLE_LIMIT:
        return f"The name is longer than {TITLE_LIMIT} characters."
    return None


def _zone_problem(value: object) -> str | None:
    if knows_zone(str(value)):
        return None
    return f"“{value}” is not a time zone. Write one such as Europe/Berlin or UTC."


PAGE = Section(
    "page",
    "Status page",
    "What customers read, and how it is called.",
    (
        FieldSpec(
            "name",
            FieldKind.TEXT,
            "Name",
            help="Stands at the top of the page.",
            tidy=clean_line,
            check=_name_problem,
            default=DEFAULT_NAME,
        ),
        FieldSpec(
            "url",
            FieldKind.URL,
            "Address",
            help="Where people open the page. Feeds and the API link to it. Empty: where "
            "they reach the page server.",
            tidy=customers_address,
            check=url_problem,
            example="https://status.example.com",
        ),
        FieldSpec(
            "zone",
            FieldKind.ZONE,
            "Time zone",
            help="All times and days on the page are told in this zone.",
            tidy=str.strip,
            check=_zone_problem,
            default=DEFAULT_ZONE,
        ),
        *LANGUAGE_FIELDS,
        FALL_BACK_AFTER,
    ),
)


WORDS = Section(
    "words",
    "Words of notices",
    "The language that notices are begun in, and what your team says and does not say.",
    WORD_FIELDS,
)
AGREEMENT = Section(
    "agreement",
    "Who has to agree",
    "Before a text is published or scheduled, by what it is about.",
    AGREEMENT_FIELDS,
)
ASSISTANT = Section(
    "helper",
    "Writing helper",
    "A language model that drafts a notice when somebody asks it to. It gets the facts of the "
    "notice and your templates, which are shown before they are sent. Nothing needs it.",
    ASSISTANT_FIELDS,
)
UPTIME = Section(
    "uptime",
    "Uptime",
    "What was agreed about uptime, and what an hour without it costs.",
    UPTIME_FIELDS,
)
STATEMENT = Section(
    "statement",
    "Uptime statement",
    "What the page says of your uptime by itself.",
    STATEMENT_FIELDS,
)
HISTORY = Section(
    "history",
    "Single answers",
    "How long each answer of a check is kept.",
    HISTORY_FIELDS,
)
SECTIONS = (
    *(
        PAGE,
        BRAND,
        METRICS,
        UPTIME,
        STATEMENT,
        WORDS,
        AGREEMENT,
        ASSISTANT,
        SERVER,
        LINE,
        COMMANDS,
        HISTORY,
    ),
    SECURITY,
    ACCESS,
)

PROMISED = UPTIME.setting("promised")
PROMISED_OVER, PROMISED_HOURS = map(UPTIME.setting, ("promised_over", "promised_hours"))
PAGE_NAME, PAGE_URL, PAGE_ZONE = map(PAGE.setting, ("name", "url", "zone"))
PAGE_LANGUAGE, PAGE_LANGUAGES = map(PAGE.setting, ("language", "languages"))
PAGE_TEXTS = PAGE.setting("texts")
NOTICE_LANGUAGE = WORDS.setting("language")
GLOSSARY, BLOCKED_WORDS = WORDS.setting("glossary"), WORDS.setting("blocked")
STAFF = WORDS.setting("staff")
OWN_WORDS = WORDS.setting("own")
CANARIES = LINE.setting("canaries")
PAGE_CLAIMS, BADGES = STATEMENT.setting("claims"), STATEMENT.setting("badges")
METRICS_SHOWN = METRICS.setting("shown")
# Which services its lines mean, by the names they had: renamed ones stay where they are.
METRIC_SERVICES = "metrics.services"
COMMANDS_FOLDER = COMMANDS.setting("path")
PUBLIC_URL, CONTACT = map(SERVER.setting, ("public_url", "contact"))
REPORTS_TO, REPORTS_UNTIL = SECURITY.setting("contact"), SECURITY.setting("expires")
REPORTS_POLICY = SECURITY.setting("policy")
IN_WINDOW = SERVER.setting("in_window")
IS_PRIVATE, ALLOWED_NETWORKS = ACCESS.setting("private"), ACCESS.setting("networks")
SIGNED_IN_DAYS = ACCESS.setting("days")
# What is kept of the password of a private page (`domain/page_password`).
READER_PASSWORD = "access.password"  # noqa: S105 - the key it is kept under
HOST, PORT = SERVER.setting("host"), SERVER.setting("port")
TRUSTED_PROXIES = SERVER.setting("trusted_proxies")


def default_of(key: str) -> object:
    """What a setting is where nobody chose it, by its key. Raises KeyError for one that is none."""
    declared = {s.setting(spec.name): spec.default for s in SECTIONS for spec in s.fields}
    return declared[key]


def text_setting(settings: Mapping[str, object], key: str, default: str = "") -> str:
    """A setting that is text."""
    value = settings.get(key)
    return value if isinstance(value, str) and value else default


def page_languages(settings: Mapping[str, object]) -> tuple[str, ...]:
    """The languages of the page, as codes of `domain.languages.LANGUAGES`; its own one first."""
    return chosen_languages(settings.get(PAGE_LANGUAGE), settings.get(PAGE_LANGUAGES))


def page_language(settings: Mapping[str, object]) -> str:
    """The page's own language, in which its notices are written; English where none was chosen."""
    return page_languages(settings)[0]


def page_names(unit: Unit) -> tuple[tuple[str, str], ...]:
    """The key and the name of every page, the main one first."""
    pages = [(one.key, read_page_settings(unit, one.id)) for one in read_pages(unit)]
    return tuple((key, text_setting(own, PAGE_NAME, DEFAULT_NAME)) for key, own in pages)


def page_address(settings: Mapping[str, object]) -> str:
    """Where people open the page: what was chosen, else where they reach the page server."""
    return text_setting(settings, PAGE_URL) or text_setting(settings, PUBLIC_URL)


def page_secret(settings: Mapping[str, object]) -> str:
    """A text that belongs to this page alone, from which public ids are derived."""
    return text_setting(settings, PAGE_ID, "page")


def public_page_id(settings: Mapping[str, object]) -> str:
    """What the public API calls the page; a place knows by it whose page it holds."""
    return derived_public_id(page_secret(settings), "page")


def unwatched_default(settings: Mapping[str, object]) -> Unwatched:
    """What the team counts entities of New Relic as that no alert condition watches."""
    return unwatched_of(settings.get(NEW_RELIC_UNWATCHED)) or DEFAULT_UNWATCHED


def notice_language(unit: Unit) -> Language:
    """The language that drafts are begun in, and in which the team's own lines are written.

    That of the page where one was chosen and drafts can be begun in it.
    """
    settings = read_settings(unit)
    chosen = text_setting(settings, NOTICE_LANGUAGE)
    if settings.get(PAGE_LANGUAGE) or settings.get(PAGE_LANGUAGES):
        own = page_language(settings)
        chosen = own if own in set(Language) else chosen
    return Language(chosen) if chosen in set(Language) else Language.ENGLISH


def page_zone(unit: Unit) -> str:
    """The zone of the page's times and days, as an IANA name that this machine knows."""
    return zone_in(read_settings(unit))


def zone_in(settings: Mapping[str, object]) -> str:
    """The same of the settings of a page."""
    name = text_setting(settings, PAGE_ZONE, DEFAULT_ZONE)
    return name if knows_zone(name) else DEFAULT_ZONE
