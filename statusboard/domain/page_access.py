"""Who may read a private page: what its server is told with the page, and how a reader is judged.

It travels as one file of the site, which no visitor is ever given: so the page and who may read it
change in one step, on this computer and elsewhere. One of the ways in suffices.
"""

import hashlib
import hmac
import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

# Where it stands among the files of a site. A visitor is answered for no path of that folder.
FOLDER = "readers"
ACCESS_FILE = f"{FOLDER}/access.json"
# Where a browser signs out, below the page.
SIGN_OUT = "sign-out"
# What is told in a later form cannot be held to by a program that knows this one.
FORM = 1
DAYS, MOST_DAYS = 30, 365
DAY_S, HOUR_S = 86_400, 3_600
LONGEST_SHOWN = 200
# Who was let in by the password; by a link it is `l` and the number of that.
TYPED = "p"
EVERYBODY = ("0.0.0.0/0", "::/0")


@dataclass(frozen=True, slots=True)
class LinkKey:
    """A personal link as a page server knows it: its number, and the SHA-256 of its token."""

    id: int
    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Door:
    """What stands before the page in one language: asked, refused, and too early.

    Each is a page of its own, which refers to nothing.
    """

    ask: str
    wrong: str
    no_link: str
    wait: str


@dataclass(frozen=True, slots=True)
class PageAccess:
    """Who may read a page. `page` is its id, `key` what readers' marks are signed with.

    `password` is what is kept of one (`domain/page_password`); empty: there is none. `networks` are
    addresses and networks that are let in. A mark lasts for `days`. `doors` are by language,
    English among them; `signed_out` are what whoever signed out is shown, by language too.
    """

    page: str
    key: str = field(repr=False)
    password: str = field(default="", repr=False)
    networks: tuple[str, ...] = ()
    links: tuple[LinkKey, ...] = field(default=(), repr=False)
    days: int = DAYS
    doors: Mapping[str, Door] = field(default_factory=dict, repr=False)
    signed_out: Mapping[str, str] = field(default_factory=dict, repr=False)

    def link_of(self, token: str) -> LinkKey | None:
        """The personal link whose token that is, among those that still open something."""
        if not token or len(token) > LONGEST_SHOWN:
            return None
        digest = digest_of(token)
        found = None
        for link in self.links:  # all of them, however early one is found
            if hmac.compare_digest(link.digest, digest):
                found = link
        return found

    def lets_in(self, address: str) -> bool:
        """Whether somebody at that address needs nothing else."""
        try:
            asks = ipaddress.ip_address(address.strip().partition("%")[0])
        except ValueError:
            return False
        if isinstance(asks, ipaddress.IPv6Address) and asks.ipv4_mapped is not None:
            asks = asks.ipv4_mapped
        return any(asks in ipaddress.ip_network(network, strict=False) for network in self.networks)

    def mark(self, by: str, now_s: float) -> str:
        """What a browser keeps for who was let in: until when, and signed. No name is in it.

        Raises KeyError where nothing lets in that way (any more).
        """
        until = int(now_s) + self.days * DAY_S
        return f"{by}.{until}.{self._signature(by, until)}"

    def knows(self, mark: str, now_s: float) -> bool:
        """Whether a mark is one of this page, and what it was given for still lets in."""
        by, _, rest = mark[:LONGEST_SHOWN].partition(".")
        until, _, signature = rest.partition(".")
        if not (until.isascii() and until.isdecimal() and len(until) < 12):
            return False
        try:
            wanted = self._signature(by, int(until))
        except KeyError:
            return False
        # By the days that hold now: where they became fewer, whoever was let in for more is not.
        # A clock that was set back by an hour signs nobody out.
        latest = now_s + self.days * DAY_S + HOUR_S
        is_ours = hmac.compare_digest(wanted.encode(), signature.encode())
        return is_ours and now_s < int(until) <= latest

    def _signature(self, by: str, until: int) -> str:
        """By the password or the link itself, too: with another password old marks are over."""
        ways = {f"l{link.id}": link.digest for link in self.links}
        if self.password:
            ways[TYPED] = self.password
        said = "\0".join(("reader", self.page, by, str(until), ways[by]))
        return hmac.new(self.key.encode(), said.encode(), hashlib.sha256).hexdigest()


def digest_of(token: str) -> str:
    """What is kept of the token of a personal link. So much chance needs no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def key_for(secret: str, page: str) -> str:
    """What the marks of a page are signed with, from the text that belongs to that page alone."""
    return hmac.new(secret.encode(), f"readers of {page}".encode(), hashlib.sha256).hexdigest()


def parse_networks(text: str) -> tuple[str, ...]:
    """The addresses and networks of a text, between commas or lines.

    Raises ValueError with the one that is wrong. All the world is none: such a page is not private.
    """
    parts = (part.strip() for line in text.splitlines() for part in line.split(","))
    networks = [_network(part) for part in parts if part]
    old = ipaddress.collapse_addresses(n for n in networks if isinstance(n, ipaddress.IPv4Network))
    new = ipaddress.collapse_addresses(n for n in networks if isinstance(n, ipaddress.IPv6Network))
    whole = {str(network) for network in old} | {str(network) for network in new}
    if not whole.isdisjoint(EVERYBODY):  # also by its two halves
        raise ValueError(text.strip())
    return tuple(map(str, networks))


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(text) from error


def written(access: PageAccess) -> bytes:
    """The file that says it; the same says the same."""
    return json.dumps({"form": FORM, **asdict(access)}, sort_keys=True).encode()


def read_access(content: bytes) -> PageAccess:
    """What such a file says. Raises ValueError for what is none, or of a later form."""
    try:
        said = json.loads(content)
        if said.pop("form") != FORM:
            raise ValueError("of another form")
        return PageAccess(
            page=_text(said["page"]),
            key=_text(said["key"]),
            password=str(said["password"]),
            networks=parse_networks("\n".join(_texts(said["networks"]))),
            links=tuple(LinkKey(int(one["id"]), _text(one["digest"])) for one in said["links"]),
            days=int(said["days"]),
            doors={name: Door(**door) for name, door in said["doors"].items()},
            # A desk from before one could sign out does not say it.
            signed_out={name: str(page) for name, page in said.get("signed_out", {}).items()},
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not who may read a page") from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text is missing")
    return value


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)
