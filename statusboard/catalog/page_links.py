"""Links that a team puts at the head and the foot of its page: a name and an address each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

MOST_LINKS = 6
LONGEST_NAME = 40
_LONGEST_ADDRESS = 500
_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link. `address` begins with a scheme that leads a reader somewhere and runs nothing."""

    name: str
    address: str


def page_links(text: str) -> tuple[PageLink, ...]:
    """The links of a text, one in a line such as `Help https://example.com/help`.

    Raises ValueError, with a sentence for people, for a line that is none.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    found = tuple(_link(line) for line in lines if line)
    if len(found) > MOST_LINKS:
        raise ValueError(f"At most {MOST_LINKS} links stand there, and these are {len(found)}.")
    return found


def links_text(links: tuple[PageLink, ...]) -> str:
    """The text that `page_links` reads as these."""
    return "\n".join(f"{link.name} {link.address}" for link in links)


def links_problem(value: object) -> str | None:
    """What is wrong with such a text, None where nothing is."""
    try:
        page_links(str(value))
    except ValueError as error:
        return str(error)
    return None


def tidy_links(text: str) -> str:
    """The text with one blank between words, and no empty lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _link(line: str) -> PageLink:
    name, _, address = line.rpartition(" ")
    if not name or not line.isprintable():
        raise ValueError(
            f"“{line[:60]}” is no link. Write its name and its address in one line, such as "
            "“Help https://example.com/help”."
        )
    if len(name) > LONGEST_NAME:
        raise ValueError(f"The name “{name[:20]}…” is longer than {LONGEST_NAME} characters.")
    if not _leads_somewhere(address):
        raise ValueError(
            f"“{name}” leads nowhere that a reader can go. Write an address that begins with "
            "https:// or mailto:, without a user in it."
        )
    return PageLink(name, address)


def _leads_somewhere(address: str) -> bool:
    if len(address) > _LONGEST_ADDRESS or any(letter in address for letter in "\"'<>\\`"):
        return False
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"https", "http"}
        has_end = bool(parts.hostname) and parts.port != 0 if is_web else bool(parts.path)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and has_end and "@" not in parts.netloc
