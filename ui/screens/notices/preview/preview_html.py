"""The block of the page that customers will read, as the rich text the preview can draw.

It follows the public page's order: title, services and start, then what was said, newest first.
The page itself is rendered elsewhere; this only mirrors it while somebody is typing.
"""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument

from ui.theme.tokens import BODY, CAPTION, Tokens


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the timeline. `body_html` is safe markup from the page's own renderer."""

    state: str
    at: str
    body_html: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """All words of the block, ready to be shown. `glyph` is empty for what has no state.

    `is_from_right`: it stands on a page that is read from right to left.
    """

    glyph: str
    title: str
    about: str
    said: tuple[Said, ...]
    promise: str
    promise_in: str
    is_from_right: bool = False


def block_html(block: Block, tokens: Tokens) -> str:
    """The block as a document for QTextBrowser's subset of HTML; every text is escaped."""
    side = "right" if block.is_from_right else "left"
    timeline = "".join(_said_html(said, tokens, side) for said in block.said)
    # Qt turns no table around: what stands first on the page is written last.
    head = [_glyph_html(block.glyph), f'<td><p class="title">{escape(block.title)}</p></td>']
    return (
        f"<html><head><style>{_style(tokens)}</style></head><body>"
        f'<table cellspacing="0" cellpadding="0" width="100%"><tr>'
        f"{''.join(reversed(head) if block.is_from_right else head)}</tr></table>"
        f'<p class="about">{escape(block.about)}</p>'
        f'<p style="font-size:4px"></p>{timeline}{_promise_html(block, tokens)}</body></html>'
    )


def direct_from_right(document: QTextDocument) -> None:
    """Every paragraph is read from right to left: Qt's HTML knows no direction."""
    format_ = QTextBlockFormat()
    format_.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(format_)


def _glyph_html(glyph: str) -> str:
    if not glyph:
        return ""
    return f'<td width="26" valign="top"><img src="glyph:{escape(glyph)}"></td>'


def _said_html(said: Said, tokens: Tokens, side: str) -> str:
    line = tokens.accent if said.is_new else tokens.line
    return (
        '<table cellspacing="0" cellpadding="0" width="100%"><tr>'
        f'<td style="border-{side}:2px solid {line}; padding-{side}:12px; padding-bottom:10px;">'
        f'<p class="state"><b>{escape(said.state)}</b>'
        f'<span class="at">&nbsp; {escape(said.at)}</span></p>{said.body_html}</td></tr></table>'
    )


def _promise_html(block: Block, tokens: Tokens) -> str:
    if not block.promise:
        return ""
    return (
        '<table cellspacing="0" cellpadding="0" width="100%" style="margin-top:8px"><tr>'
        f'<td style="background-color:{tokens.sunken}; padding:10px;"><p>'
        f"<b>{escape(block.promise)}</b>"
        f'<span class="at"> · {escape(block.promise_in)}</span></p></td></tr></table>'
    )


def _style(tokens: Tokens) -> str:
    return (
        f"body {{ color:{tokens.text}; font-size:{BODY}px; }}"
        f"p {{ margin:0 0 6px 0; line-height:116%; }}"
        f"ul, ol {{ margin:0 0 6px 0; -qt-list-indent:1; }}"
        f"a {{ color:{tokens.accent}; }}"
        # The page scrolls what is too wide; here it would push everything else out of sight.
        f"pre {{ white-space:pre-wrap; background-color:{tokens.sunken}; }}"
        f"th {{ text-align:left; }}"
        f".title {{ font-size:{BODY + 1}px; font-weight:600; margin:0; }}"
        f".about, .at {{ color:{tokens.muted}; font-size:{CAPTION}px; }}"
        f".about {{ margin:4px 0 12px 0; }}"
        f".state {{ margin:0 0 1px 0; }}"
    )
