"""Holds what the public address answers against what was written, and says what is wrong."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from statusboard.errors import RuleBroken
from statusboard.targets.remote.public_address import PublicAnswer, address_of, read_public
from statusboard.targets.remote.steps import Hindrance, Trouble

FIELD = "public_url"
# A page that others keep for longer is an old one when customers need the new.
LONGEST_KEPT_S = 300

_SENTENCES: Mapping[Trouble, str] = {
    Trouble.WRONG_CERTIFICATE: "The certificate at {address} is not valid. Browsers warn of it.",
    Trouble.NO_HOST: "The name in {address} leads nowhere. Check it, and its DNS entry.",
    Trouble.TIMED_OUT: "{address} did not answer in time.",
    Trouble.REFUSED: "Nothing answers at {address} as a web server does.",
}
# So many digits are a lifetime already.
_MAX_AGE = re.compile(r"(?:s-maxage|max-age)=(\d{1,9})", re.ASCII)


def public_notes(public_url: str, trials: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is to be known of an address at which the files stand as written, in sentences.

    Raises RuleBroken with the field `public_url` where customers would not see the page there.
    """
    answers = {path: _answer(address_of(public_url, path)) for path in trials}
    for path, answer in answers.items():
        _refuse_wrong(answer, trials[path])
    page, listing = (
        next(answer for path, answer in answers.items() if path.endswith(ending))
        for ending in (".html", ".json")
    )
    if not page.media_type.lower().startswith("text/html"):
        raise _wrong(
            f"{page.address} is sent as “{page.media_type or 'nothing'}” and not as text/html: "
            "browsers would offer the page as a download. Change the types of the host."
        )
    notes = [f"They were read back at {public_url} too, as customers do."]
    notes += _of_listing(listing)
    if urlsplit(public_url).path not in ("", "/"):
        notes.append(
            "The address leads into a folder of its host. Programs that look for a status page at "
            "the top of a host will not find it, such as statuspage-exporter, which replaces the "
            "path of the address. Give the page a host of its own if you need them."
        )
    kept = _MAX_AGE.findall(page.cache_control)
    if kept and max(map(int, kept)) > LONGEST_KEPT_S:
        notes.append(
            f"The host lets others keep the page for {max(map(int, kept)) // 60} minutes: "
            "customers may read an old one that long. Shorten it to half a minute there."
        )
    return tuple(notes)


def refuse_other_content(public_url: str, path: str, content: bytes) -> None:
    """Raises RuleBroken with the field `public_url` where customers do not read that file there."""
    _refuse_wrong(_answer(address_of(public_url, path)), content)


def _of_listing(listing: PublicAnswer) -> list[str]:
    notes = []
    if "json" not in listing.media_type.lower():
        notes.append(
            f"Files for programs are sent as “{listing.media_type or 'nothing'}” and not as "
            "application/json. Programs that insist on the type will not read them."
        )
    if not listing.allows_scripts:
        notes.append(
            "The host does not let scripts of other sites read the page (there is no "
            "Access-Control-Allow-Origin). Widgets on your own sites will not work, such as "
            "@statuspage/status-widget; set that header to * at the host."
        )
    try:
        asked = read_public(listing.address, head=True)
    except Hindrance:
        asked = None
    if asked is None or not 200 <= asked.status < 300:
        notes.append(
            "The host does not answer the question HEAD. Programs that ask it first will not find "
            "the page, such as statuspage-exporter."
        )
    return notes


def _answer(address: str) -> PublicAnswer:
    try:
        return read_public(address)
    except Hindrance as hindrance:
        told = _SENTENCES.get(hindrance.trouble, _SENTENCES[Trouble.REFUSED])
        said = f" It says: {hindrance.detail.rstrip('.')}." if hindrance.detail else ""
        raise _wrong(told.format(address=address) + said) from hindrance


def _refuse_wrong(answer: PublicAnswer, written: bytes) -> None:
    where = answer.address
    match answer.status:
        case 200 if answer.content == written:
            return
        case 200:
            raise _wrong(
                f"{where} answers something else than was written. Another host may stand there, "
                "or something in between that keeps or changes pages."
            )
        case 404 | 410:
            raise _wrong(
                f"{where} is not found there, though the file was written. The address leads to "
                "another folder or another host; check its path."
            )
        case 401 | 403:
            raise _wrong(
                f"{where} may not be read ({answer.status}). Let everybody read what is put there."
            )
        case status if 300 <= status < 400:
            raise _wrong(
                f"{where} sends visitors on to {answer.location or 'nowhere'}. "
                "Give the address that they end at."
            )
        case status:
            raise _wrong(f"{where} answers with the error {status}. Ask whoever runs that host.")


def _wrong(sentence: str) -> RuleBroken:
    return RuleBroken(sentence, field=FIELD)
