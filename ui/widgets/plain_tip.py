"""Tooltips that show what somebody typed letter for letter."""

from html import escape


def plain_tip(text: str) -> str:
    """The text for `setToolTip` or `QToolTip`, which take for markup whatever looks like it."""
    if "<" not in text and "&" not in text:
        return text
    lines = escape(text, quote=False).split("\n")
    return f"<qt>{'<br>'.join(lines)}</qt>"
