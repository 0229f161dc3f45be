"""Verbs of a private page: its password, and links for people, made and ended.

Each asks for a page that says so, and the page server holds to it as soon as it has that.
"""

import secrets
from dataclasses import dataclass, field, replace

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.page.page_id import keep_page_id, public_page_id
from statusboard.app.settings import PUBLIC_URL, READER_PASSWORD, text_setting
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.page_access import digest_of
from statusboard.domain.page_password import LONGEST, SALT_BYTES, SHORTEST, kept_of
from statusboard.domain.views.readers import LinksUsed
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage import generations, notices, reader_links
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

UNKNOWN_SERVER = "https://YOUR-PAGE-SERVER"
LONGEST_NAME = 100
_TOKEN_BYTES = 32
_TOPICS = Changes.of(Topic.SETTINGS, Topic.PUBLICATION)


@dataclass(frozen=True, slots=True)
class SetReaderPassword:
    """The password of the page; empty: it has none any more. `kept` is what is kept of it."""

    password: str = field(default="", repr=False)
    kept: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class InviteReader:
    """A link of their own for that person, or company."""

    name: str


@dataclass(frozen=True, slots=True)
class EndReaderLink:
    """The link that opens nothing any more."""

    link_id: int


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
        return SetReaderPassword()
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
    if not given.kept and not text_setting(read_settings(unit), READER_PASSWORD):
        return Done(result=False, changes=Changes(), audit=None)
    _begin(unit)
    write_setting(unit, READER_PASSWORD, given.kept or None)
    _show(unit)
    return Done(bool(given.kept), _TOPICS, Audit("page", {"has_password": bool(given.kept)}))


@verb("readers.invite", Permission.CONFIGURE, InviteReader, ReaderAddress)
def invite_reader(unit: Unit, given: InviteReader) -> Done[ReaderAddress]:
    """A link to the page. Of its token only a digest is kept."""
    name = clean_line(given.name)
    if not name or len(name) > LONGEST_NAME:
        raise RuleBroken("Say for whom the link is, in a few words.", field="name")
    page = _begin(unit)
    settings = read_settings(unit)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    by = "" if unit.actor is None else unit.actor.name
    number = reader_links.add_link(unit, page=page, name=name, digest=digest_of(token), by=by)
    _show(unit)
    public_url = text_setting(settings, PUBLIC_URL).rstrip("/")
    return Done(
        ReaderAddress(
            number, f"{public_url or UNKNOWN_SERVER}/?key={token}", is_whole=bool(public_url)
        ),
        _TOPICS,
        Audit(name, {"link": number}),
    )


@verb("readers.end_link", Permission.CONFIGURE, EndReaderLink, str)
def end_reader_link(unit: Unit, given: EndReaderLink) -> Done[str]:
    """Whose link opens nothing any more, and no browser that it let in."""
    page = _begin(unit)
    name = reader_links.end_link(unit, page, given.link_id)
    if name is None:
        raise RuleBroken("There is no such link, or it has ended already.", field="link_id")
    _show(unit)
    return Done(name, _TOPICS, Audit(name, {"link": given.link_id}))


@verb("visitor.links_used", Permission.VISIT, LinksUsed, type(None))
def note_links_used(unit: Unit, given: LinksUsed) -> Done[None]:
    """Writes down when personal links were last shown; never later than now."""
    now_us = unit.now_us
    used_us = {link: int(at_s * 1_000_000) for link, at_s in given.at_s.items() if at_s > 0}
    reader_links.note_used(unit, {link: min(at, now_us) for link, at in used_us.items()})
    return Done(None, Changes.of(Topic.SETTINGS), None)


def _begin(unit: Unit) -> str:
    """The id of the page, its own for ever. Takes the turn of whoever writes about the page."""
    notices.lock_notices(unit)
    keep_page_id(unit)
    return public_page_id(read_settings(unit))


def _show(unit: Unit) -> None:
    """Asks for a page that is held to it, where there is one."""
    names = target_names(unit)
    if names or generations.newest_generation(unit):
        generations.open_generation(unit, "readers", names)
