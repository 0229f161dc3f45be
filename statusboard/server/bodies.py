"""What is posted: read as far as a form goes, and taken apart into its fields."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

# Every service of a large page may be ticked; nobody fills in more.
LONGEST_FORM, MOST_FIELDS = 256 * 1024, 5_000
MOST_READ = 4 * 1024 * 1024
FORM = "application/x-www-form-urlencoded"


async def body_of(request: Request) -> bytes | None:
    """What was sent; None where it is more than any form holds, or did not come whole.

    Of too much more is read, and not kept: whoever is hung up on while sending reads no answer.
    The beginning of a form is another form, with an address that is somebody else's.
    """
    body, size = bytearray(), 0
    try:
        async for part in request.stream():
            size += len(part)
            if size <= LONGEST_FORM:
                body += part
            elif size > MOST_READ:
                break
    except ClientDisconnect:
        return None
    return bytes(body) if size <= LONGEST_FORM else None


def fields_of(body: bytes) -> Mapping[str, Sequence[str]]:
    """The fields of a form, whatever was sent: what is none of a form is no field."""
    try:
        return parse_qs(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return {}
