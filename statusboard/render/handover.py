"""The page for the next shift as a mail: subject, plain text and the whole document."""

from dataclasses import dataclass

from statusboard.domain.handover import Handover, handover_text
from statusboard.domain.subscriber import DEFAULT_LANGUAGE
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.languages import frame_in
from statusboard.render.mail import SUBJECT_LIMIT, mail_templates

_FOOT = "You get this because you stand in an inside list of this desk. It is not for customers."


@dataclass(frozen=True, slots=True)
class HandoverTexts:
    """The parts of the mail."""

    subject: str
    text: str
    html: str


def handover_mail(page: Handover, *, is_demo: bool = False) -> HandoverTexts:
    """The mail. Whatever people wrote is text in it; `is_demo` says so above everything."""
    frame = frame_in(DEFAULT_LANGUAGE)
    subject = clean_line(page.title)[:SUBJECT_LIMIT]
    text = clean_text(handover_text(page))
    if is_demo:
        text = f"{frame.sample}\n\n{text}"
    html = (
        mail_templates()
        .get_template("handover.html")
        .render(
            message=_Framed(is_demo),
            frame=frame,
            title=clean_line(page.title),
            by=clean_line(page.by),
            sections=[
                _Part(one.title, tuple(map(clean_line, one.lines)), one.nothing)
                for one in page.sections
                if one.is_shown
            ],
            foot=_FOOT,
        )
    )
    return HandoverTexts(subject, f"{text}\n-- \n{_FOOT}\n", html)


@dataclass(frozen=True, slots=True)
class _Framed:
    """What the letter around it asks of its message."""

    is_demo: bool
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    lines: tuple[str, ...]
    nothing: str
