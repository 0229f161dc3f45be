"""Which addresses become links, as people mean them: whole ones, bare hosts, mail, telephone.

An address leads where it reads: one with a user in front of its host, which could look like
another host, is left as text, and so is every scheme that is not listed.
"""

import copy
import html
from functools import cache
from urllib.parse import urlsplit

import nh3
from linkify_it import LinkifyIt
from linkify_it.main import Match

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Beside the usual ones and those of countries.
_MORE_ENDINGS = (
    *("app", "cloud", "dev", "example", "help", "online", "page", "services", "site", "store"),
    *("support", "systems", "tech"),
)
# Beside what the library knows: quotation marks of other languages, and the marks of Markdown.
_TRAILING = "*_~\N{HORIZONTAL ELLIPSIS}“”„«»‹›‘’‚、。，！？；：）」』】"
# These are countries' too, but without a path behind them they are what files are called.
_FILE_ENDINGS = frozenset({"ai", "cc", "md", "ml", "pl", "ps", "py", "rs", "sh", "so"})


class Addresses(LinkifyIt):  # type: ignore[misc]  # has no types
    """Finds addresses in a text. Holds where it stands in it: take `recogniser()` for each."""

    def match(self, text: str) -> list[Match] | None:
        """The addresses in the text, but for what only looks like one."""
        found = [_trimmed(match) for match in super().match(text) or () if _is_meant(match)]
        return found or None

    def match_at_start(self, text: str) -> Match | None:
        """The address with a scheme that the text begins with."""
        found = super().match_at_start(text)
        return None if found is None else _trimmed(found)


@cache
def _compiled() -> Addresses:
    made = Addresses(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": False})
    made.add("ftp:", None).add("//", None)
    made.tlds(list(_MORE_ENDINGS), True)  # noqa: FBT003 - the library's own way
    return made


def recogniser() -> Addresses:
    """What finds addresses in one text, with the patterns that all share."""
    return copy.copy(_compiled())


def whole_address(url: str) -> str:
    """The address that the target of a link means: a bare host or mailbox gets its scheme."""
    if url.startswith("//"):
        return f"https:{url}"
    found = recogniser().match(url) or ()
    whole = [match.url for match in found if match.index == 0 and match.last_index == len(url)]
    return str(whole[0]) if whole else url


def is_permitted(url: str) -> bool:
    """Whether a reader may be led there: by the sanitiser's reading of it, which browsers share."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in SCHEMES or not rest.strip("/"):
        return False
    if scheme.lower() in {"http", "https"}:
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        if not parts.hostname or "@" in parts.netloc:
            return False
    link = f'<a href="{html.escape(url)}">x</a>'
    kept = nh3.clean(link, tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(SCHEMES))
    return "href=" in kept


def _trimmed(match: Match) -> Match:
    """The address without what ends the sentence around it. Bare hosts are asked safely first."""
    kept = match.raw.rstrip(_TRAILING)
    cut = len(match.raw) - len(kept)
    match.raw, match.last_index = kept, match.last_index - cut
    match.text = match.text[: len(match.text) - cut]
    match.url = match.url[: len(match.url) - cut] if match.schema else f"https://{kept}"
    return match


def _is_meant(found: Match) -> bool:
    """Whether a host without a scheme is one, and neither a file nor a full stop without a blank.

    `config.py` and `done.It works` are not addresses; `docs.rs/tokio` and `status.shop.com` are.
    """
    if found.schema or found.raw.lower().startswith("www."):
        return True
    host, slash, _ = found.raw.partition("/")
    name, _, ending = host.partition(":")[0].rpartition(".")
    if ending != ending.lower() and not (name + ending).isupper():
        return False
    if name.rpartition(".")[2].isdecimal():  # 9.am
        return False
    return bool(slash) or ending.lower() not in _FILE_ENDINGS
