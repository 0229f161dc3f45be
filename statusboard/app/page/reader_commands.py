"""Verbs of a private page: its password, and links for people, made and ended.

Each asks for a page that says so, and the page server holds to it as soon as it has that.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.page_rules import page_called
from statusboard.app.settings import PUBLIC_URL, READER_PASSWORD, public_page_id, text_setting
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.page import MAIN
from statusboard.domain.page_access import digest_of
from statusboard.domain.page_password import LONGEST, SALT_BYTES, SHORTEST, kept_of
from statusboard.domain.views.readers import LinksUsed
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage import generations, notices, reader_links
from statusboard.storage.pages import read_page_settings, write_page_setting
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

UNKNOWN_SERVER = "https://YOUR-PAGE-SERVER"
LONGEST_NAME = 100
_TOKEN_BYTES = 32
_TOPICS = Changes.of(Topic.SETTINGS, Topic.PUBLICATION)


@dataclass(frozen=True, slots=True)
class SetReaderPassword:
    """The password of a page; empty: it has none any more. `kept` is what is kept of it.

    `page` is the key of the page; empty: the main one.
    """

    password: str = field(default="", repr=False)
    kept: str = field(default="", repr=False)
    page: str = ""


@dataclass(frozen=True, slots=True)
class InviteReader:
    """A link of their own for that person, or company. `page`: see SetReaderPassword."""

    name: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class EndReaderLink:
    """The link that opens nothing any more. `page`: see SetReaderPassword."""

    link_id: int
    page: str = ""


@dataclass(frozen=True, slots=True)
class ReaderAddress:
    """The link, told this once. `is_whole` False: nobody said where the page server is reached."""

    id: int
    url: str = field(repr=False)
    is_whole: bool = True


def _derive(_doorway: Doorway, given: SetReaderPassword) -> SetReaderPassword:
    """Takes scrypt's time before the transaction, and hands no password into it."""
    password = given.password.strip()
    if not password:
        return SetReaderPassword(page=given.page)
    if not SHORTEST <= len(password) <= LONGEST:
        raise RuleBroken(
            f"Choose a password of {SHORTEST} to {LONGEST} characters: it is tried by whoever "
            "finds the page.",
            field="password",
        )
    return replace(given, password="", kept=kept_of(password, secrets.token_bytes(SALT_BYTES)))


@verb("readers.set_password", Permission.CONFIGURE, SetReaderPassword, bool, prepare=_derive)
def set_reader_password(unit: Unit, given: SetReaderPassword) -> Done[bool]:
    """Whether the page has a password now. Whoever was let in by the one before has to type it."""
    page = _begin(unit, given.page)
    if not given.kept and not text_setting(page.settings, READER_PASSWORD):
        return Done(result=False, changes=Changes(), audit=None)
    write_page_setting(unit, page.id, READER_PASSWORD, given.kept or None)
    _show(unit)
    audit = Audit(page.named, {"has_password": bool(given.kept)})
    return Done(bool(given.kept), _TOPICS, audit)


@verb("readers.invite", Permission.CONFIGURE, InviteReader, ReaderAddress)
def invite_reader(unit: Unit, given: InviteReader) -> Done[ReaderAddress]:
    """A link to the page. Of its token only a digest is kept."""
    name = clean_line(given.name)
    if not name or len(name) > LONGEST_NAME:
        raise RuleBroken("Say for whom the link is, in a few words.", field="name")
    page = _begin(unit, given.page)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    by = "" if unit.actor is None else unit.actor.name
    number = reader_links.add_link(
        unit, page=page.public_id, name=name, digest=digest_of(token), by=by
    )
    _show(unit)
    public_url = text_setting(page.settings, PUBLIC_URL).rstrip("/")
    return Done(
        ReaderAddress(
            number, f"{public_url or UNKNOWN_SERVER}/?key={token}", is_whole=bool(public_url)
        ),
        _TOPICS,
        Audit(name, {"link": number, **page.detail}),
    )


@verb("readers.end_link", Permission.CONFIGURE, EndReaderLink, str)
def end_reader_link(unit: Unit, given: EndReaderLink) -> Done[str]:
    """Whose link opens nothing any more, and no browser that it let in."""
    page = _begin(unit, given.page)
    name = reader_links.end_link(unit, page.public_id, given.link_id)
    if name is None:
        raise RuleBroken("There is no such link, or it has ended already.", field="link_id")
    _show(unit)
    return Done(name, _TOPICS, Audit(name, {"link": given.link_id, **page.detail}))


@verb("visitor.links_used", Permission.VISIT, LinksUsed, type(None))
def note_links_used(unit: Unit, given: LinksUsed) -> Done[None]:
    """Writes down when personal links were last shown; never later than now."""
    now_us = unit.now_us
    used_us = {link: int(at_s * 1_000_000) for link, at_s in given.at_s.items() if at_s > 0}
    reader_links.note_used(unit, {link: min(at, now_us) for link, at in used_us.items()})
    return Done(None, Changes.of(Topic.SETTINGS), None)


@dataclass(frozen=True, slots=True)
class _Guarded:
    """The page that the verb is about. `public_id` is its own for ever."""

    id: int
    key: str
    settings: Mapping[str, object]

    @property
    def public_id(self) -> str:
        return public_page_id(self.settings)

    @property
    def named(self) -> str:
        """What the audit trail calls it."""
        return "page" if self.id == MAIN else f"page {self.key}"

    @property
    def detail(self) -> dict[str, object]:
        """Which page it was, where that is not the main one."""
        return {} if self.id == MAIN else {"page": self.key}


def _begin(unit: Unit, key: str) -> _Guarded:
    """The page of a key. Takes the turn of whoever writes about the pages. RuleBroken: no page."""
    notices.lock_notices(unit)
    keep_page_id(unit)
    page = page_called(unit, key)
    return _Guarded(page.id, page.key, read_page_settings(unit, page.id))


def _show(unit: Unit) -> None:
    """Asks for a page that is held to it, where there is one."""
    names = target_names(unit)
    if names or generations.newest_generation(unit):
        generations.open_generation(unit, "readers", names)
