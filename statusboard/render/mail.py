"""An update as e-mail: subject, plain text and HTML; the same update gives the same mail.

No remote images, no tracking, no script; what it looks like stands in the document itself.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import escape

from statusboard.domain.views.message import UpdateMessage
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.markdown import body_html
from statusboard.render.moments import Moments
from statusboard.render.words import incident_word, look_of

# A subject that is longer is cut by the programs that list it.
SUBJECT_LIMIT = 150
END_WORD = "We tell you the moment it is over."


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
    word = incident_word(wording.status)
    title = clean_line(wording.title)
    moments = Moments(ZoneInfo(message.zone))
    at = moments.full(message.published_at).text
    promised = message.promise
    promise = "" if promised is None else moments.promised(promised).text
    services = [(clean_line(one.name), look_of(one.new_status)) for one in message.affected]
    footer = f"You get this because this address is told of {clean_line(message.page_name)}."
    lines = [
        f"{title}",
        "",
        f"{word}, {at}, update {message.number}",
        "",
        clean_text(wording.body).strip(),
        "",
        *(f"- {name}: {look.word}" for name, look in services),
        *([""] if services else []),
        *([f"Next update by {promise}. {END_WORD}", ""] if promise else []),
        *([f"Follow it: {message.url}", ""] if message.url else []),
        "-- ",
        footer,
        "To leave, answer this mail with “unsubscribe”.",
    ]
    if message.is_demo:
        lines.insert(0, "Sample data: nothing of this happened.\n")
    html = (
        _environment()
        .get_template("update.html")
        .render(
            message=message,
            title=title,
            word=word,
            at=at,
            promise=promise,
            services=services,
            footer=footer,
            body=body_html(wording.body),
            end_word=END_WORD,
        )
    )
    subject = f"{title[: SUBJECT_LIMIT - len(word) - 2]}: {word}"
    body = clean_text(wording.body).strip()
    gist_html = f"<p><b>{escape(word)}</b> · {escape(at)}</p>{body_html(wording.body)}"
    text = "\n".join(lines).strip() + "\n"
    return MailTexts(subject, text, html, f"{word}, {at}\n{body}", gist_html)


@cache
def _environment() -> Environment:
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
