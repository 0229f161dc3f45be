"""What other sites put into their own pages to show how we are, as text to copy."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape


class SnippetKind(StrEnum):
    """What a snippet is for; the value is what commands call it."""

    BANNER = "banner"  # something is wrong: a line at the top of a site
    DOT = "dot"  # always: a dot and a word, where the line stands
    ERROR_PAGE = "error-page"  # the product's own error page, while nothing of it works
    BADGE = "badge"  # a picture with a link
    MARKDOWN = "markdown"  # the same, where Markdown is written


@dataclass(frozen=True, slots=True)
class Snippet:
    """One of them, whole."""

    kind: SnippetKind
    text: str


def snippets(address: str) -> tuple[Snippet, ...]:
    """All of them, for a page at that address; none where it has no address."""
    url = escape(address.rstrip("/"))
    if not url:
        return ()
    badge = f"{url}/badge/status.svg"
    texts = {
        SnippetKind.BANNER: f'<script src="{url}/embed.js" async></script>',
        SnippetKind.DOT: f'<script src="{url}/embed.js" data-show="dot" async></script>',
        SnippetKind.ERROR_PAGE: (
            "<p>Something is not working on our side.\n"
            f'<a href="{url}/"><img src="{badge}"\n'
            'alt="See what we know and when it is fixed" height="24"></a></p>'
        ),
        SnippetKind.BADGE: f'<a href="{url}/"><img src="{badge}" alt="Status" height="20"></a>',
        SnippetKind.MARKDOWN: f"[![Status]({badge})]({url}/)",
    }
    return tuple(Snippet(kind, text) for kind, text in texts.items())
