"""How the page looks, decided in one place from what the team chose: for page, forms and mails."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from statusboard.catalog.brand_fields import BRAND, ICON, LOGO, accents
from statusboard.catalog.own_picture import ENDINGS, Limit, OwnPicture, read_picture
from statusboard.catalog.page_links import page_links
from statusboard.domain.views.brand import FOLDER, Brand, BrandLink, BrandPicture
from statusboard.render.brand_css import accent_rules

# So high a logo is shown, and at most so wide, in pixels of a screen.
_HIGH, _WIDE = 40, 280
# A picture whose longer side is at most so much longer is still seen in the square of an icon.
_SQUARE = 1.25


@dataclass(frozen=True, slots=True)
class BrandFiles:
    """How the page looks, and the files that takes, by their paths below the page."""

    brand: Brand
    files: tuple[tuple[str, bytes], ...]


def brand_of(settings: Mapping[str, object]) -> Brand:
    """How the page looks."""
    return brand_files(settings).brand


def brand_files(settings: Mapping[str, object]) -> BrandFiles:
    """How the page looks, with its files. What cannot be used any more is as if never chosen."""
    chosen = {name: str(value) for name, value in BRAND.kept(settings).items()}
    return _made(tuple(sorted(chosen.items())))


@lru_cache(maxsize=4)
def _made(chosen: tuple[tuple[str, str], ...]) -> BrandFiles:
    """The same choice gives the same files: it is worked out once."""
    said = dict(chosen)
    files: dict[str, bytes] = {}
    pictures = {
        name: _picture(name, said.get(name, ""), limit, files)
        for name, limit in (("logo", LOGO), ("logo_dark", LOGO), ("icon", ICON))
    }
    light, dark = accents(said)
    css = said.get("css", "")
    rules = f"{accent_rules(light, dark)}{css}"
    style = _path("style", rules.encode("utf-8", "replace"), "css") if rules else ""
    if style:
        files[style] = rules.encode("utf-8", "replace")
    icon = pictures["icon"] or _as_icon(said.get("logo", ""), pictures["logo"])
    brand = Brand(
        light=light,
        dark=dark,
        logo=pictures["logo"],
        logo_dark=pictures["logo_dark"] if pictures["logo"] else None,
        logo_words=said.get("logo_words", ""),
        icon=icon.path if icon is not None else "",
        about=said.get("about", ""),
        record=said.get("record", ""),
        footer=said.get("footer", ""),
        header_links=_links(said.get("header_links", "")),
        footer_links=_links(said.get("footer_links", "")),
        style=style,
        has_css=bool(css),
    )
    return BrandFiles(brand, tuple(sorted(files.items())))


def _picture(name: str, text: str, limit: Limit, files: dict[str, bytes]) -> BrandPicture | None:
    if not text:
        return None
    try:
        found = read_picture(text, limit)
    except ValueError:
        return None  # the doctor says so
    path = _path(name.replace("_", "-"), found.content, ENDINGS[found.media])
    files[path] = found.content
    return BrandPicture(path, *_size(found))


def _as_icon(text: str, logo: BrandPicture | None) -> BrandPicture | None:
    """The logo where it can be its own icon: as good as square, and no larger than one may be."""
    try:
        found = read_picture(text, ICON)
    except ValueError:
        return None
    side = max(found.width, found.height)
    return logo if side <= _SQUARE * min(found.width, found.height) else None


def _size(found: OwnPicture) -> tuple[int, int]:
    scale = min(_HIGH / found.height, _WIDE / found.width)
    return max(1, round(found.width * scale)), max(1, round(found.height * scale))


def _path(name: str, content: bytes, ending: str) -> str:
    return f"{FOLDER}/{name}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _links(text: str) -> tuple[BrandLink, ...]:
    try:
        return tuple(BrandLink(link.name, link.address) for link in page_links(text))
    except ValueError:
        return ()
