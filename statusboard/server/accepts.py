"""What a request says it takes: `Accept-Encoding` and `If-None-Match`, as RFC 9110 has them."""

from functools import lru_cache


@lru_cache(maxsize=256)
def takes_gzip(accept_encoding: bytes) -> bool:
    """Whether content may be sent as gzip. Whoever says nothing gets it as it is."""
    found: dict[bytes, bool] = {}
    for part in accept_encoding.lower().split(b","):
        coding, _, rest = part.partition(b";")
        found[coding.strip()] = _quality(rest) > 0
    return found.get(b"gzip", found.get(b"x-gzip", found.get(b"*", False)))


def _quality(parameters: bytes) -> float:
    for parameter in parameters.split(b";"):
        name, _, value = parameter.partition(b"=")
        if name.strip() == b"q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def has_it(if_none_match: bytes, etag: bytes) -> bool:
    """Whether the caller holds the content of this tag, by the weak comparison that a GET wants."""
    tags = [tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")]
    return etag in tags or tags == [b"*"]
