"""What planned work says by itself to readers of languages that no templates are written in.

English and German have templates, which a team can change; these texts say the same facts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames import arabic, dutch, french, japanese, portuguese, spanish
from statusboard.render.languages import frame_in

_TEXTS: Mapping[str, Mapping[TemplateKind, str]] = {
    one.FRAME.language: one.PLANNED
    for one in (french, spanish, portuguese, dutch, japanese, arabic)
}
# More names than that are counted, and not told.
_MOST_NAMES = 3


def planned_texts(
    kind: TemplateKind,
    services: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    now: datetime,
    zone: tzinfo,
) -> dict[str, str]:
    """The text of a step of planned work by the code of its language; empty for other templates.

    `start` and `end` are when the work is, or was.
    """
    return {
        language: _filled(language, texts[kind], services, (start, end), (now, zone))
        for language, texts in _TEXTS.items()
        if kind in texts
    }


def _filled(
    language: str,
    text: str,
    services: Sequence[str],
    span: tuple[datetime, datetime],
    read: tuple[datetime, tzinfo],
) -> str:
    frame, (start, end), (now, zone) = frame_in(language), span, read
    names = frame.comma.join(services[:_MOST_NAMES])
    if len(services) > _MOST_NAMES:
        names = f"{names} (+{len(services) - _MOST_NAMES})"
    begin, stop = frame.full(start, zone), frame.until(end, start, zone)
    when = frame.span.format(start=begin, end=stop)
    return text.format(services=names, when=when, end=frame.until(end, now, zone))
