"""The page for the next shift: what is open, in sections, each with lines or a word of peace."""

import html
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.domain.time_text import clock_text, day_text

_RULE = "-"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. `nothing` is what stands there without lines; empty leaves it out."""

    title: str
    lines: tuple[str, ...]
    nothing: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether the page says anything about it."""
        return bool(self.lines or self.nothing)


@dataclass(frozen=True, slots=True)
class Handover:
    """What one shift tells the next, as of one instant; `by` is who hands over."""

    company: str
    as_of: datetime
    zone: str
    sections: tuple[Section, ...]
    by: str = ""

    @property
    def title(self) -> str:
        """What stands over it."""
        zone = ZoneInfo(self.zone)
        day = day_text(self.as_of.astimezone(zone).date())
        return f"{self.company}: handover, {day}, {clock_text(self.as_of, zone)}"

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is open."""
        return not any(section.lines for section in self.sections)


def handover_text(page: Handover) -> str:
    """The page as plain text, to be pasted anywhere."""
    parts = [page.title]
    if page.by:
        parts[0] += f"\nBy {page.by}"
    for section in page.sections:
        if section.is_shown:
            lines = [f"- {line}" for line in section.lines] or [section.nothing]
            parts.append("\n".join((section.title, _RULE * len(section.title), *lines)))
    return "\n\n".join(parts) + "\n"


def handover_short(page: Handover) -> str:
    """The page as one line, for a telephone: how much of what is open, and where the rest is."""
    open_now = [f"{one.title}: {len(one.lines)}" for one in page.sections if one.lines]
    said = ", ".join(open_now) or "nothing is open"
    return f"{page.title}. {said}. Read it whole at the desk."


def handover_html(page: Handover) -> str:
    """The page as HTML, to be drawn or printed; whatever people wrote is text in it."""
    parts = [f"<h1>{_safe(page.title)}</h1>"]
    if page.by:
        parts.append(f"<p>By {_safe(page.by)}</p>")
    for section in page.sections:
        if not section.is_shown:
            continue
        parts.append(f"<h2>{_safe(section.title)}</h2>")
        if section.lines:
            items = "".join(f"<li>{_safe(line)}</li>" for line in section.lines)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.append(f"<p>{_safe(section.nothing)}</p>")
    return "".join(parts)


def _safe(text: str) -> str:
    return html.escape(text)
