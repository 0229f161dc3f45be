"""Where weaknesses are reported: `.well-known/security.txt`, by RFC 9116."""

from statusboard.domain.views.public import PublicView
from statusboard.domain.views.public_security import PublicSecurity
from statusboard.render.clean import clean_line
from statusboard.render.identity import base_of
from statusboard.render.instant_text import to_second

PATH = ".well-known/security.txt"


def security_text(view: PublicView, said: PublicSecurity) -> bytes:
    """The file; its address is in it where the page's is known."""
    contact = said.contact if "://" in said.contact else f"mailto:{said.contact}"
    lines = [f"Contact: {contact}", f"Expires: {to_second(said.expires)}"]
    if said.policy:
        lines.append(f"Policy: {said.policy}")
    if view.page_url:
        lines.append(f"Canonical: {base_of(view)}/{PATH}")
    return ("\n".join(map(clean_line, lines)) + "\n").encode()
