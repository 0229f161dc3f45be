"""Looks at the public address of a page the way customers do, and holds it against what was put."""

from statusboard.catalog.declaration import PublicLook
from statusboard.targets.base import content_digest
from statusboard.targets.remote.public_address import address_of, read_public
from statusboard.targets.remote.public_proof import lacks, silence_words, wrong_words
from statusboard.targets.remote.steps import Hindrance
from statusboard.targets.remote.way import Way

_FOR_PROGRAMS = "api/v2/status.json"


def look_at(public_url: str, first_digest: str, way: Way) -> PublicLook:
    """What customers read there. `first_digest` is the SHA-256 of the page that was put.

    An old page that becomes the new one when it is asked for anew is kept by something in between;
    one that stays is none of caching.
    """
    address = public_url.rstrip("/") + "/"
    try:
        page = read_public(address, way=way)
        digest = content_digest(page.content)
        if page.status == 200 and digest == first_digest:
            listing = read_public(address_of(public_url, _FOR_PROGRAMS), way=way)
            return PublicLook(digest, lacks=lacks(public_url, page, listing, way))
        anew = read_public(address, anew=True, way=way)
    except Hindrance as hindrance:
        return PublicLook("", silence_words(address, hindrance))
    if anew.status == 200 and content_digest(anew.content) == first_digest:
        rule = f" ({page.cache_control})" if page.cache_control else ""
        return PublicLook(
            digest,
            f"The new page stands at {address}, but something on the way keeps the old one{rule}. "
            "Let that keep pages for half a minute at most, or empty it.",
            is_kept=True,
        )
    return PublicLook(digest if page.status == 200 else "", wrong_words(page))
