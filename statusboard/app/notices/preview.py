"""What a text will look like on the page, for showing it while it is written, and as plain text."""

from functools import lru_cache

from statusboard.render.markdown import body_html as _body_html
from statusboard.render.plain_text import body_text as _body_text

# An incident has seldom more updates, and they are shown beside the text at every key.
_KEPT = 64


@lru_cache(maxsize=_KEPT)
def body_html(text: str) -> str:
    """The markup that the page will carry for this Markdown: safe, and the same every time."""
    return _body_html(text, "")


def body_text(text: str) -> str:
    """The words of the page for this Markdown, as programs get them."""
    return _body_text(text)
