"""The stylesheet of the forms: a file beside them, for their policy permits no other."""

import hashlib
from functools import cache

from statusboard.render.templates import read_resource

# The forms run nothing, fetch nothing but stylesheets and the logo, and send only where they came
# from.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'"
)


@cache
def form_files() -> dict[str, bytes]:
    """The files that the forms refer to, by their path below the address of the page server.

    What is in a file stands in its name: it may be kept for ever.
    """
    parts = [("page", "style.css"), ("page", "updates.css"), ("page", "brand.css")]
    parts.append(("forms", "forms.css"))
    css = "\n".join(read_resource(folder, name) for folder, name in parts).encode()
    return {f"forms-{hashlib.sha256(css).hexdigest()[:12]}.css": css}


def stylesheet_path() -> str:
    """Where the stylesheet stands."""
    return next(iter(form_files()))
