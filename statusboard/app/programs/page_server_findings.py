"""What the doctor says of the page server: whether it runs, where, and what people can reach."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

import psutil

from statusboard.app.installation import Installation
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.programs.serve_note import ServeNote, at_work
from statusboard.app.settings import IN_WINDOW, PUBLIC_URL, text_setting
from statusboard.catalog.address_checks import LOOPBACK

SUBJECT = "page server"
NO_ADDRESS = (
    "no public address: nobody can be sent a link, and so nobody can subscribe there; give it as "
    "public_url under [server], or under Page server in Settings"
)


def has_battery() -> bool:
    """Whether this computer may be carried away, and put to sleep."""
    sensors: Callable[[], object] | None = getattr(psutil, "sensors_battery", None)
    return sensors is not None and sensors() is not None


def page_server_findings(
    where: Installation,
    settings: Mapping[str, object],
    *,
    sleeps: Callable[[], bool] = has_battery,
) -> Iterator[Finding]:
    """Where it runs, what ends it, and where links lead. Asks no network."""
    note, url = at_work(where), text_setting(settings, PUBLIC_URL)
    in_window = settings.get(IN_WINDOW) is True
    if note is not None:
        ends = _what_ends(note, sleeps=sleeps())
        words = f"at work on this computer: {note.url}"
        yield Finding(SUBJECT, Verdict.NOTE if ends else Verdict.FINE, f"{words}{ends}")
    elif in_window:
        words = "not at work: it runs while the window is open, and is gone when that is closed"
        yield Finding(SUBJECT, Verdict.NOTE, words)
    elif url:
        words = f"not at work on this computer; links lead to {url}, which has to be one elsewhere"
        yield Finding(SUBJECT, Verdict.NOTE, words)
    else:
        words = (
            "not at work: the page is where its places are; “statusboard serve” shows it with the "
            "forms by which people subscribe"
        )
        yield Finding(SUBJECT, Verdict.FINE, words)
        return
    if not url:
        yield Finding(SUBJECT, Verdict.NOTE, NO_ADDRESS)
    elif urlsplit(url).hostname in LOOPBACK:
        words = f"links lead to this computer alone: {url}"
        yield Finding(SUBJECT, Verdict.NOTE, words)


def _what_ends(note: ServeNote, *, sleeps: bool) -> str:
    if note.in_window:
        return "; the page is gone when the window is closed or this computer sleeps"
    if sleeps:
        return "; this computer has a battery: the page is gone when it sleeps"
    return ""
