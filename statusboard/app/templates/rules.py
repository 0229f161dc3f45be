"""What has to be true of a template: it can be filled, and it fits."""

import difflib
import re

from statusboard.app.templates.inputs import SaveTemplate
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT
from statusboard.domain.placeholders import PLACEHOLDERS
from statusboard.domain.templates.kinds import TemplateText
from statusboard.errors import RuleBroken

# What can be meant for nothing but a placeholder.
_MEANT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def settled_template(given: SaveTemplate) -> TemplateText:
    """The text as it is kept. Raises RuleBroken with the field at fault."""
    title = " ".join(given.title.split())
    body = given.body.strip()
    if not body:
        raise RuleBroken("A template needs a text. Say what a notice begins with.", field="body")
    if given.kind.is_spoken and title:
        raise RuleBroken("A sentence for the phone has no title. Leave it out.", field="title")
    if not given.kind.is_spoken and not title:
        raise RuleBroken("The template has no title. Say what customers notice.", field="title")
    for field, text, limit in (("title", title, TITLE_LIMIT), ("body", body, BODY_LIMIT)):
        if len(text) > limit:
            sentence = f"The {_WORDS[field]} has {len(text)} characters; at most {limit} fit."
            raise RuleBroken(sentence, field=field)
        _refuse_unknown(field, text)
    if "{title}" in title:
        raise RuleBroken("A title cannot stand in itself: take {title} out of it.", field="title")
    return TemplateText(title, body)


_WORDS = {"title": "title", "body": "text"}


def _refuse_unknown(field: str, text: str) -> None:
    for found in _MEANT.finditer(text):
        if found[1] not in PLACEHOLDERS:
            near = difflib.get_close_matches(found[1], PLACEHOLDERS, n=1)
            hint = f"Did you mean {{{near[0]}}}?" if near else _known()
            raise RuleBroken(f"There is no placeholder {found[0]}. {hint}", field=field)


def _known() -> str:
    return f"There are {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}."
