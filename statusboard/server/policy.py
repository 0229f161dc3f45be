"""The security headers of every answer, and the policy that a page is shown under."""

import re

# A page names the digest of its stylesheet in a policy of its own, and no other is applied. Nothing
# that a page holds is run, framed, or sent elsewhere; one that says so may have a file of ours run.
_STYLE = re.compile(rb"'sha256-[A-Za-z0-9+/]{43}='", re.ASCII)
_SCRIPT = b"script-src 'self'"
# Where a page states its own policy: before anything that a person wrote.
_HEAD = 1_000
# A drawing opened by itself loads, runs and frames nothing.
DRAWING_POLICY = b"default-src 'none'; frame-ancestors 'none'; sandbox"
HSTS = "max-age=31536000"


def standing_headers(public_url: str) -> list[tuple[str, str]]:
    """What every answer says, errors and refusals too.

    Browsers are told to come by https alone only where the public address is one of https.
    """
    headers = [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer")]
    if public_url.startswith("https://"):
        headers.append(("strict-transport-security", HSTS))
    return headers


def content_policy(content: bytes = b"") -> bytes:
    """The policy of an HTML page. Icons may stand in the page itself."""
    head = content[:_HEAD]
    styles = b" ".join([b"'self'", *_STYLE.findall(head)])
    scripts = _SCRIPT + b"; " if _SCRIPT in head else b""
    return (
        b"default-src 'none'; style-src " + styles + b"; " + scripts + b"img-src 'self' data:; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
