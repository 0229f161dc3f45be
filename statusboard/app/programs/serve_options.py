"""How the page is served, made exact: where to listen, who is believed, what is public."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from statusboard.app.clock import Clock
from statusboard.app.installation import Installation
from statusboard.app.settings import (
    DEMO,
    HOST,
    IN_WINDOW,
    PAGE,
    PORT,
    PUBLIC_URL,
    TRUSTED_PROXIES,
    default_of,
    text_setting,
)
from statusboard.app.visitors.limits import form_limits
from statusboard.catalog.address_checks import proxies_problem
from statusboard.catalog.server_fields import SERVER
from statusboard.domain.proxies import parse_proxies
from statusboard.domain.visit_limits import FORMS, FormLimits
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.migrate import revision_of
from statusboard.storage.settings import read_settings

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8080


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """`host` and `port` are for a socket of the server's own; port 0 takes any that is free.

    `public_url` is where people open the page; empty: not known. `trusted` are the addresses and
    networks of proxies. `metrics_port` None: nobody reads the metrics. `limits`: how often visitors
    may send a form.
    """

    host: str = LOOPBACK
    port: int = 0
    public_url: str = ""
    trusted: tuple[str, ...] = ()
    metrics_port: int | None = None
    limits: FormLimits = FORMS


@dataclass(frozen=True, slots=True)
class GivenOptions:
    """What somebody chose where the program starts; None leaves it to the settings."""

    host: str | None = None
    port: int | None = None
    public_url: str | None = None
    trusted: tuple[str, ...] | None = None
    metrics_port: int | None = None


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What the settings say of the page server. `in_window`: a window is to run it."""

    options: ServeOptions
    in_window: bool = False


def serve_settings(settings: Mapping[str, object]) -> ServeSettings:
    """What the settings say, their defaults filled in. Raises RuleBroken for what is no good.

    Sample data is shown to this computer alone, whatever they say.
    """
    SERVER.settle(SERVER.kept(settings))
    port = settings.get(PORT) or default_of(PORT)
    assert isinstance(port, int)
    is_demo = settings.get(DEMO) is True
    options = ServeOptions(
        host=LOOPBACK if is_demo else text_setting(settings, HOST, str(default_of(HOST))),
        port=port,
        public_url=text_setting(settings, PUBLIC_URL),
        trusted=parse_proxies(text_setting(settings, TRUSTED_PROXIES)),
        limits=form_limits(settings),
    )
    return ServeSettings(options, settings.get(IN_WINDOW) is True)


def read_serve_settings(where: Installation, clock: Clock) -> ServeSettings:
    """The same from the database of a place, which is opened for this alone. Blocking.

    Where there is none yet, nobody has chosen anything. Raises Unavailable where it is out of
    reach.
    """
    if where.file is not None and not where.file.exists():
        return serve_settings({})
    opened = Database.open(where.database, read_only=True)
    with closing(opened), opened.reading(clock.now()) as unit:
        return serve_settings(read_settings(unit) if revision_of(unit) else {})


def chosen(settings: ServeOptions, given: GivenOptions) -> ServeOptions:
    """The settings, but for what was given."""
    return replace(
        settings,
        **{
            name: value
            for name in GivenOptions.__slots__
            if (value := getattr(given, name)) is not None
        },
    )


def checked_url(text: str) -> str:
    """The public address, whole. Raises RuleBroken where it is none."""
    try:
        return str(PAGE.settle({"url": text})["url"] or "")
    except RuleBroken as broken:
        raise RuleBroken(broken.sentence, field="public_url") from broken


def checked_proxies(texts: Sequence[str]) -> tuple[str, ...]:
    """The proxies as addresses and networks. Raises RuleBroken where one is neither."""
    text = ",".join(texts)
    problem = proxies_problem(text)
    if problem is not None:
        raise RuleBroken(problem, field="trusted_proxy")
    return parse_proxies(text)
