"""Where weaknesses are reported, and until when that holds: fields of security.txt (RFC 9116)."""

from datetime import date
from urllib.parse import urlsplit

from statusboard.catalog.address_checks import mail_problem, url_problem
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.section import Section


def _contact_problem(value: object) -> str | None:
    text = str(value)
    if "://" not in text:
        if mail_problem(text) is None and text.isascii():
            return None
        return "Write a mail address, or the address of a web page that begins with https://."
    return _page_problem(text)


def _page_problem(value: object) -> str | None:
    if url_problem(value) is not None or urlsplit(str(value)).scheme != "https":
        return f"“{value}” is not the address of a web page. Write https:// and the host's name."
    return None


def _day_problem(value: object) -> str | None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return f"“{value}” is not a day. Write one such as 2027-06-30."
    return None


SECURITY_FIELDS = (
    FieldSpec(
        "contact",
        FieldKind.TEXT,
        "Reports go to",
        help="A mail address, or a web page. Left empty, the page has no security.txt.",
        tidy=str.strip,
        check=_contact_problem,
        example="security@example.com",
    ),
    FieldSpec(
        "expires",
        FieldKind.TEXT,
        "Holds until",
        help="A day within a year: readers trust no older word, and the page takes the file away "
        "after it. The doctor says so a month before.",
        tidy=str.strip,
        check=_day_problem,
        needs="contact",
        example="2027-06-30",
    ),
    FieldSpec(
        "policy",
        FieldKind.URL,
        "What becomes of a report",
        help="The address of a page about it.",
        tidy=str.strip,
        check=_page_problem,
        needs="contact",
        example="https://example.com/security",
    ),
)
SECURITY = Section(
    "security",
    "Security contact",
    "Where people who found a weakness report it: the page says so in security.txt, where they "
    "look for it.",
    SECURITY_FIELDS,
)
