"""What stands around every page: made once for all pages of a folder, each puts its own into it.

A site has a page for every incident and service, and most of each is the same: its policy, its
stylesheet, its head and its foot. Made anew for each of them that was half of a rendering.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from jinja2.utils import Namespace
from markupsafe import Markup, escape

from statusboard.domain.page_access import SIGN_OUT
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.brand import PLAIN
from statusboard.render.brand_css import ACCENT_NAMES, accent_rules
from statusboard.render.page_facts import PageFacts
from statusboard.render.templates import read_resource, template_of
from statusboard.render.words import look_of

_LEGEND = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
    ComponentStatus.UNKNOWN,
)
# What each glyph is called within a page, shortly: every service names one.
MARKS = {look_of(status).style: f"g{number}" for number, status in enumerate(_LEGEND)}
# From a page in a folder of its own, as incidents and months have, to the first one.
UPWARDS = "../../"
_VARIABLE = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_PATH = re.compile(r'\sd="([^"]+)"')
# What a page has of its own, by its name in `own.html`; `at` is where it stands.
_OWN = ("title", "description", "alternates", "main", "written", "links")
# No text can be one of these places: in every text that mark is escaped.
_PLACES = {name: Markup(f"<!--{name}-->") for name in (*_OWN, "at")}  # noqa: S704 - ours
_PLACE = re.compile(f"<!--({'|'.join(_PLACES)})-->")


@dataclass(frozen=True, slots=True)
class Style:
    """The stylesheet, and the digest by which the page's policy allows it."""

    css: Markup
    digest: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """What templates are given wherever they stand in it, and its text with the places between."""

    given: Mapping[str, object]
    pieces: tuple[str, ...]

    def around(self, own: Mapping[str, str]) -> str:
        pieces = list(self.pieces)
        # By `re.split`, every other piece is the name of a place.
        pieces[1::2] = [own[name] for name in pieces[1::2]]
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of one page of the desk in one language, each made when it is first needed."""

    page: PageFacts
    _made: dict[tuple[str, tuple[str, ...], str], _Frame] = field(default_factory=dict)

    def render(
        self,
        template: str,
        root: str = UPWARDS,
        at: str = "",
        sheets: tuple[str, ...] = (),
        more: str = "",
        **given: object,
    ) -> str:
        """The page of a template. `root` leads from it to the first one, `at` from there to it.

        `sheets` are files of its own looks, `more` are looks that are about what stands on it.
        """
        kind = (root, sheets, more)
        frame = self._made.get(kind)
        if frame is None:
            frame = self._made[kind] = self._frame(*kind)
        own = Namespace()
        template_of("page", template).render(own=own, **frame.given, **given)
        said = {name: str(getattr(own, name)) for name in _OWN}
        return frame.around(said | {"at": str(escape(at))})

    def _frame(self, root: str, sheets: tuple[str, ...], more: str) -> _Frame:
        page, words, brand = self.page, self.page.words, self.page.brand
        given: dict[str, object] = {
            "page": page,
            "w": words,
            "root": root,
            "sign_out": SIGN_OUT,
            "base": f"../{root}" if page.folder else root,
            "postmortem": IncidentStatus.POSTMORTEM,
            "marks": MARKS,
            "legend": tuple((look_of(each).letter, words.service_states[each]) for each in _LEGEND),
        }
        given["parts"] = template_of("page", "parts.html").make_module(given)
        rules = accent_rules(brand.light, brand.dark)
        text = template_of("page", "frame.html").render(
            place=_PLACES,
            style=_style(_sheet(*filter(None, self._sheets(sheets))) + more + rules),
            glyphs=tuple((look_of(each).style, _glyph(look_of(each).style)) for each in _LEGEND),
            **given,
        )
        return _Frame(given, tuple(_PLACE.split(text)))

    def _sheets(self, sheets: tuple[str, ...]) -> list[str]:
        page = self.page
        has_head = bool(page.updates.page or page.brand.header_links)
        return [
            *sheets,
            "translated.css" if page.folder else "",
            "rtl.css" if page.words.direction == "rtl" else "",
            "updates.css" if has_head else "",
            "languages.css" if page.others else "",
            "signing_out.css" if page.has_sign_in else "",
            "brand.css" if page.brand != PLAIN else "",
        ]


def stylesheet() -> bytes:
    """What every page repeats."""
    return _sheet().encode()


@cache
def _sheet(*more: str) -> str:
    return _packed("".join(read_resource("page", name) for name in ("style.css", *more)))


@lru_cache(maxsize=16)
def _style(css: str) -> Style:
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(Markup(css), digest)  # noqa: S704 - our own file


def _packed(css: str) -> str:
    """A stylesheet of ours without what only its writers read: comments, blanks, long names."""
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    css = re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()
    names = dict.fromkeys(name for name in _VARIABLE.findall(css) if name not in ACCENT_NAMES)
    # A digit behind the dashes is a name too, but not to every validator.
    short = {name: f"--v{number}" for number, name in enumerate(names)} | ACCENT_NAMES
    return _VARIABLE.sub(lambda found: short[found[0]], css)


@cache
def _glyph(name: str) -> str:
    """The outline of a status glyph, from the same file as on the board."""
    found = _PATH.search(read_resource("icons/status", f"{name}.svg"))
    if found is None:
        raise LookupError(name)
    return found[1]
