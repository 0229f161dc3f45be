"""An SVG drawing made safe: written anew from what draws, without whatever runs, loads or leads.

Read by expat, which loads nothing; a drawing that declares entities of its own is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from statusboard.catalog.own_css import loads_nothing

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink href"
_DEEPEST = 60
_SHAPES = (
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line"),
    *("polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask"),
    *("pattern", "marker"),
)
# Text between other elements is what its writer's program put there for itself.
_WORDS = ("text", "tspan", "title", "desc", "style")
_ELEMENTS = frozenset(_SHAPES) | frozenset(_WORDS)
_PLACES = (
    "id class style d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate width height points "
    "viewBox preserveAspectRatio transform version offset gradientUnits gradientTransform "
    "spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits "
    "patternTransform markerUnits markerWidth markerHeight refX refY orient pathLength "
    "textLength lengthAdjust"
)
_LOOKS = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color "
    "stop-color stop-opacity clip-path clip-rule mask display visibility overflow font-family "
    "font-size font-weight font-style text-anchor letter-spacing dominant-baseline "
    "baseline-shift vector-effect paint-order shape-rendering marker-start marker-mid marker-end"
)
_ATTRIBUTES = frozenset(f"{_PLACES} {_LOOKS}".split())
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(?:px)?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A safe drawing, and the size that it says it has, in its own units."""

    content: bytes
    width: float
    height: float


def safe_drawing(content: bytes) -> Drawing:
    """The drawing as it may be shown. What is safe already comes back as the same bytes.

    Raises ValueError, with a sentence for people, for what is no drawing.
    """
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own way
    except expat.ExpatError as error:
        raise ValueError(
            f"The drawing cannot be read as SVG: line {error.lineno}. Save it anew as SVG."
        ) from error
    width, height = _size(writer.root)
    return Drawing("".join(writer.parts).encode(), width, height)


def _refuse_entities(_name: str, _system: object, _public: object, has_own: int) -> None:
    if has_own:
        raise ValueError(
            "The drawing declares entities of its own, which can hide what it holds. Save it as "
            "plain SVG."
        )


@dataclass(slots=True)
class _Writer:
    """Writes again what draws. `skipped` counts the open elements inside one that is left out."""

    parts: list[str] = field(default_factory=list)
    root: Mapping[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    skipped: int = 0
    said: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self.open and not self.skipped and (space, name) != (_SVG, "svg"):
            raise ValueError("The file holds no SVG drawing. Choose PNG, JPEG or SVG.")
        if self.skipped or space != _SVG or name not in _ELEMENTS:
            self.skipped += 1
            return
        if len(self.open) >= _DEEPEST:
            raise ValueError("The drawing is nested too deep. Save it as plain SVG.")
        kept = dict(filter(None, (_kept(key, value) for key, value in attributes.items())))
        is_root = not self.open
        if is_root:
            self.root = kept
        self._close_words()
        lines = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self.parts.append(f"<{name}{f' xmlns={quoteattr(_SVG)}' if is_root else ''}{lines}>")
        self.open.append(name)

    def end(self, _tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        self._close_words()
        self.parts.append(f"</{self.open.pop()}>")

    def text(self, words: str) -> None:
        if not self.skipped and self.open and self.open[-1] in _WORDS:
            self.said.append(words)

    def _close_words(self) -> None:
        """Writes the text that has come together; rules that would load something are left out."""
        words = "".join(self.said)
        self.said.clear()
        if words and (self.open[-1] != "style" or loads_nothing(words)):
            self.parts.append(escape(words))


def _kept(key: str, value: str) -> tuple[str, str] | None:
    if key in {"href", _LINK}:
        return ("href", value) if value.startswith("#") else None
    if key not in _ATTRIBUTES:
        return None
    return (key, value) if loads_nothing(value) else None


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    found = [_NUMBER.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if all(found):
        sides = [float(one[1]) for one in found if one is not None]
    else:
        box = root.get("viewBox", "").replace(",", " ").split()
        matches = [_NUMBER.fullmatch(one) for one in box[2:]] if len(box) == 4 else []
        sides = [float(one[1]) for one in matches if one is not None]
    if len(sides) != 2 or min(sides) <= 0:
        raise ValueError("The drawing does not say how large it is. Give it a viewBox.")
    return sides[0], sides[1]
