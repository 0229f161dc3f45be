"""What a text will look like on the page, for showing it while it is written."""

from statusboard.render.markdown import body_html as _body_html


def body_html(text: str) -> str:
    """The markup that the page will carry for this Markdown: safe, and the same every time."""
    return _body_html(text)
