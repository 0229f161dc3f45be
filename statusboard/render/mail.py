"""An update as e-mail: subject, plain text and HTML; the same update gives the same mail.

No remote images, no tracking, no script; what it looks like stands in the document itself.
"""

from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from statusboard.domain.languages import DEFAULT_LANGUAGE, direction_of
from statusboard.domain.personal_links import leave_link, manage_link
from statusboard.domain.picture import with_addresses
from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.frames.base import Frame
from statusboard.render.kind_words import message_word, planned_line, taken_back_line
from statusboard.render.languages import frame_in
from statusboard.render.markdown import body_html
from statusboard.render.update_links import UpdateLinks
from statusboard.render.words import Look, look_of

# A subject that is longer is cut by the programs that list it.
SUBJECT_LIMIT = 150


@dataclass(frozen=True, slots=True)
class MailTexts:
    """The parts of a mail. `gist`: state, time and words of the update alone, for a later mail."""

    subject: str
    text: str
    html: str
    gist: str
    gist_html: str


def mail_of(message: UpdateMessage) -> MailTexts:
    """The mail about one update.

    The subject begins with the incident's title, so that programs keep its mails together, and
    ends with its state.
    """
    wording = message.wording
    frame, zone = frame_in(message.language), ZoneInfo(message.zone)
    word = message_word(message, frame)
    title = clean_line(wording.title)
    at = frame.full(message.published_at, zone)
    number = frame.number.format(number=message.number)
    promised = message.promise
    promise = "" if promised is None else frame.promise.format(at=frame.on(promised, zone))
    services = [
        (clean_line(name), Look(look_of(status).style, frame.service[status]))
        for name, status in message.named
    ]
    footer = frame.told_because.format(page=clean_line(message.page_name))
    corrected, planned = taken_back_line(message, frame), planned_line(message, frame)
    original, theirs = frame.original(message.said_in), _theirs(message, frame)
    body = clean_text(with_addresses(wording.body, message.page_url)).strip()
    shown = body_html(wording.body, f"{message.page_url}/" if message.page_url else None)
    manage, leave = manage_link(message.server), leave_link(message.server)
    offered = _offered(message, frame)
    lines = [
        f"{title}",
        "",
        frame.comma.join((word, at, number)),
        "",
        *([corrected, ""] if corrected else []),
        *([original, ""] if original else []),
        body,
        "",
        *(f"- {frame.labelled(name, look.word)}" for name, look in services),
        *([""] if services else []),
        *([planned, ""] if planned else []),
        *([f"{promise} {frame.end_word}", ""] if promise else []),
        *([frame.follow.format(url=message.url), ""] if message.url else []),
        "-- ",
        footer,
        *(
            [
                frame.labelled(frame.choose, manage),
                frame.labelled(frame.unsubscribe, leave),
                frame.passed_on,
                *(frame.labelled(words, url) for words, url in offered),
            ]
            if message.server
            else [frame.leave]
        ),
    ]
    if message.is_demo:
        lines.insert(0, f"{frame.sample}\n")
    html = (
        mail_templates()
        .get_template("update.html")
        .render(
            message=message,
            frame=frame,
            title=title,
            page=clean_line(message.page_name),
            word=word,
            word_style=_style_of(message),
            at=at,
            number=number,
            corrected=corrected,
            original=original,
            theirs=theirs,
            planned=planned,
            promise=promise,
            services=services,
            service_words=partial(_service_words, frame),
            footer=footer,
            manage=manage,
            leave=leave,
            offered=offered,
            body=shown,
        )
    )
    end = frame.correction if message.is_correction else word
    room = SUBJECT_LIMIT - len(frame.labelled("", end))
    subject = frame.labelled(title[:room].rstrip("."), end)
    gist_html = f"<p><b>{escape(word)}</b> · {escape(at)}</p>"
    gist_html += f"<div{theirs}>{shown}</div>" if theirs else shown
    text = "\n".join(lines).strip() + "\n"
    return MailTexts(subject, text, html, f"{word}{frame.comma}{at}\n{body}", gist_html)


def _theirs(message: UpdateMessage, frame: Frame) -> Markup:
    """The attributes of what people wrote, where it is in another language than what is around it.

    Of a language that nobody knows the first letter says which way it runs.
    """
    said_in = message.said_in
    if said_in and said_in != frame.language:
        return Markup(' lang="{}" dir="{}"').format(said_in, direction_of(said_in))
    return Markup(' dir="auto"') if not said_in and frame.direction == "rtl" else Markup()


def _style_of(message: UpdateMessage) -> str:
    if message.kind is UpdateKind.WITHDRAWAL:
        return "unknown"
    if message.wording.status is IncidentStatus.CANCELLED:
        return "unknown"
    ends = message.kind in (UpdateKind.SAID, UpdateKind.MAINTENANCE)
    is_end = ends and message.wording.status.is_over
    return "operational" if is_end else "maintenance"


def _offered(message: UpdateMessage, frame: Frame) -> list[tuple[str, str]]:
    """What somebody can ask for whom a reader passed the mail on to, in words, and where."""
    spoken = "" if frame.language == DEFAULT_LANGUAGE else frame.language
    links = UpdateLinks(message.server, language=spoken)
    found = [(frame.get_updates, links.page)]
    is_lasting = not message.wording.status.is_over and not message.kind.is_planned
    if message.incident and is_lasting:
        found.append((frame.when_fixed, links.fixed(message.incident)))
    return found


def _service_words(frame: Frame, name: str, look: Look) -> Markup:
    named = Markup("<bdi>{}</bdi>").format(name)
    return escape(frame.label).format(name=named, text=frame.behind(look.word))


@cache
def mail_templates() -> Environment:
    """What mails are filled into: all that is filled in is escaped."""
    return Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _read(name: str) -> str:
    return (resources.files("resources") / "mail" / name).read_text(encoding="utf-8")
