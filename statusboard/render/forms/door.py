"""What stands before a private page: whole in itself, since nothing else of the page is given."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePosixPath

from markupsafe import Markup

from statusboard.domain.page_access import Door
from statusboard.domain.views.brand import Brand, BrandPicture
from statusboard.domain.views.public import PublicView
from statusboard.render.brand_css import accent_rules, initial_icon
from statusboard.render.clean import clean_line
from statusboard.render.forms.frame import filled
from statusboard.render.forms.languages import LANGUAGES
from statusboard.render.forms.words import Words
from statusboard.render.templates import read_resource, templates_in

_MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture that stands in the page itself."""

    address: str
    width: int
    height: int


def doors_of(view: PublicView, *, has_password: bool) -> Mapping[str, Door]:
    """The pages before that one, by language, English first: in its face, and telling no more."""
    return {language: door for language, (door, _) in _made_for(view, has_password).items()}


def signed_out_of(view: PublicView, *, has_password: bool) -> Mapping[str, str]:
    """What whoever signed out is shown, by language; from there the way leads to the first page."""
    return {language: page for language, (_, page) in _made_for(view, has_password).items()}


def _made_for(view: PublicView, has_password: bool) -> Mapping[str, tuple[Door, str]]:  # noqa: FBT001
    return _made(view.page_name, view.contact, view.brand, view.brand_files, has_password)


@lru_cache(maxsize=8)
def _made(
    page_name: str,
    contact: str,
    brand: Brand,
    files: tuple[tuple[str, bytes], ...],
    has_password: bool,  # noqa: FBT001 - the key of what is remembered
) -> Mapping[str, tuple[Door, str]]:
    pictures = dict(files)
    style = _css() + accent_rules(brand.light, brand.dark)
    name = clean_line(page_name) or "Status"
    written = clean_line(contact)
    given: dict[str, object] = {
        "name": name,
        "digest": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "style": Markup(style),  # noqa: S704 - our own file, and colours
        "icon": initial_icon(name[:1].upper(), brand.light),
        "logo": _inside(brand.logo, pictures),
        "logo_dark": _inside(brand.logo_dark, pictures),
        "logo_words": brand.logo_words,
        "has_password": has_password,
        "languages": tuple(LANGUAGES.values()),
    }

    def page(words: Words, problem: str = "", *, is_left: bool = False) -> str:
        link = Markup('<a href="mailto:{0}">{0}</a>').format(written)
        asks = filled(words.questions, contact=link) if written else ""
        template = templates_in("forms").get_template("door.html")
        return template.render(
            words=words, door=words.door, problem=problem, is_left=is_left, questions=asks, **given
        )

    return {
        language: (
            Door(
                ask=page(words),
                wrong=page(words, words.door.wrong),
                no_link=page(words, words.door.no_link),
                wait=page(words, words.door.wait),
            ),
            page(words, is_left=True),
        )
        for language, words in LANGUAGES.items()
    }


def _inside(picture: BrandPicture | None, files: Mapping[str, bytes]) -> _Picture | None:
    if picture is None or picture.path not in files:
        return None
    media = _MEDIA[PurePosixPath(picture.path).suffix]
    content = base64.b64encode(files[picture.path]).decode()
    return _Picture(f"data:{media};base64,{content}", picture.width, picture.height)


@cache
def _css() -> str:
    css = re.sub(r"/\*.*?\*/", "", read_resource("forms", "door.css"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", css).strip()
