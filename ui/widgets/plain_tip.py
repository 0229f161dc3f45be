"""Tooltips that show what somebody typed letter for letter."""

from html import escape


def plain_tip(text: str, *, wraps: bool = False) -> str:
    """The text for `setToolTip` or `QToolTip`, which take for markup whatever looks like it.

    `wraps`: it is sentences, which would be one line across the whole screen as they are.
    """
    if not text or (not wraps and "<" not in text and "&" not in text):
        return text
    lines = escape(text, quote=False).split("\n")
    return f"<qt>{'<br>'.join(lines)}</qt>"
