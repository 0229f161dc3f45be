"""What a request shows of being a reader's: a token, a mark from before, where it comes from."""

import asyncio
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from hmac import compare_digest
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from statusboard.domain.page_access import TYPED, PageAccess
from statusboard.domain.page_arrival import token_digest
from statusboard.domain.page_password import is_password
from statusboard.domain.visits import Seen
from statusboard.server.peers import PEER
from statusboard.server.rate_limit import RateLimit
from statusboard.server.tries import WrongTries

KEY = "key"
BEARER = "bearer "
FIELD = "password"
# So many passwords are tried in a minute, whoever tries them, and so many at the same time: each
# takes sixteen megabytes and some 40 ms.
A_MINUTE, AT_ONCE = 120, 2
# What a query or a header of cookies may hold of ours among others'.
MOST_PARTS = 50


class By(Enum):
    """How somebody was let in."""

    TOKEN = auto()  # the request says it itself, and nothing else has to
    MARK = auto()
    NETWORK = auto()


@dataclass(frozen=True, slots=True)
class In:
    """Somebody is let in. `new_mark`: what their browser is to keep, where it has none yet."""

    by: By
    new_mark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Out:
    """Nobody is let in, by a password or a link that is wrong, or by nothing.

    `wait_s` above 0: nothing may be tried from there until then.
    """

    wrong_password: bool = False
    wrong_link: bool = False
    wait_s: int = 0


UNKNOWN: Final = Out()


@dataclass(slots=True)
class ReaderProofs:
    """Judges requests. `now_s` is the time since 1970, `monotonic_s` that which is never set.

    `secure`: marks are given for https alone, below `path`. `desk` is the digest of the token by
    which a desk elsewhere reads what it brought; empty: none does. `host`: by that name
    alone an address lets in, for another may be somebody else's that leads here; empty: by any.
    `seen` counts what was wrong; `used` is when each personal link was last shown, by its number.
    """

    now_s: Callable[[], float]
    monotonic_s: Callable[[], float]
    secure: bool = False
    path: str = "/"
    desk: str = field(default="", repr=False)
    host: str = ""
    seen: Counter[Seen] = field(default_factory=Counter)
    used: dict[int, float] = field(default_factory=dict)
    tries: WrongTries = field(default_factory=WrongTries)
    _in_all: RateLimit = field(default_factory=lambda: RateLimit(A_MINUTE, A_MINUTE))
    _seats: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def of(self, request: Request, access: PageAccess) -> In | Out:
        """What the request itself shows. What is wrong in it counts as a try from its network."""
        address = request.client.host if request.client else ""
        token, is_in_address = _token_of(request)
        wrong: Out | None = None
        if token:
            # Nobody guesses so long a token: whoever has one waits for none who tries from there.
            if self.desk and compare_digest(token_digest(token), self.desk):
                return In(By.TOKEN)
            link = access.link_of(token)
            if link is not None:
                self.used[link.id] = self.now_s()
                mark = access.mark(f"l{link.id}", self.now_s()) if is_in_address else ""
                return In(By.TOKEN, mark)
            wait_s = self.tries.wait_s(address, self.monotonic_s())
            if not wait_s:
                self._note_wrong(address)
            wrong = Out(wrong_link=True, wait_s=math.ceil(wait_s))
        mark = request.cookies.get(self.name_of(access), "") if _is_short(request) else ""
        if mark and access.knows(mark, self.now_s()):
            self._note_mark(mark)
            return In(By.MARK)
        is_ours = not self.host or request.headers.get("host", "").lower() == self.host
        is_theirs = is_ours and not _is_of_a_stranger(request)
        return In(By.NETWORK) if is_theirs and access.lets_in(address) else wrong or UNKNOWN

    async def typed(self, request: Request, password: str, access: PageAccess) -> In | Out:
        """What became of a password that somebody typed."""
        address = request.client.host if request.client else ""
        now_s = self.monotonic_s()
        wait_s = self.tries.wait_s(address, now_s) or self._in_all.wait_s("", now_s)
        if wait_s:
            self.seen[Seen.NOT_LET_IN] += 1
            return Out(wait_s=math.ceil(wait_s))
        self.tries.begin(address, now_s)
        async with self._seats:
            is_right = await asyncio.to_thread(is_password, password, access.password)
        if not is_right:
            self.seen[Seen.NOT_LET_IN] += 1
            return Out(wrong_password=True)
        self.tries.right(address)
        return In(By.MARK, access.mark(TYPED, self.now_s()))

    def cookie(self, access: PageAccess, mark: str) -> str:
        """The header by which a browser keeps a mark: for this page, and no script reads it."""
        return self._cookie(access, mark, access.days * 86_400)

    def forgotten(self, access: PageAccess) -> str:
        """The header by which a browser keeps its mark no longer."""
        return self._cookie(access, "", 0)

    def name_of(self, access: PageAccess) -> str:
        """What the mark of a page is called. No other host can give one with that beginning."""
        own = self.secure and self.path == "/"
        return f"{'__Host-' if own else ''}reader-{access.page}"

    def _cookie(self, access: PageAccess, mark: str, keep_s: int) -> str:
        secure = "; Secure" if self.secure else ""
        return (
            f"{self.name_of(access)}={mark}; Path={self.path}; Max-Age={keep_s}; "
            f"HttpOnly; SameSite=Lax{secure}"
        )

    def _note_mark(self, mark: str) -> None:
        by = mark.partition(".")[0]
        if by.startswith("l"):
            self.used[int(by[1:])] = self.now_s()

    def _note_wrong(self, address: str) -> None:
        self.tries.begin(address, self.monotonic_s())
        self.seen[Seen.NOT_LET_IN] += 1


def _token_of(request: Request) -> tuple[str, bool]:
    """The token that a request says, and whether it stands in its address."""
    said = request.headers.get("authorization", "")
    if said[: len(BEARER)].lower() == BEARER:
        return said[len(BEARER) :].strip(), False
    asked = request.scope["query_string"]
    if KEY.encode() not in asked:
        return "", False
    try:
        parts = parse_qsl(asked.decode("latin-1"), max_num_fields=MOST_PARTS)
    except ValueError:
        return "", False
    return next((value for name, value in parts if name == KEY), ""), True


def _is_of_a_stranger(request: Request) -> bool:
    """Whether it came by a proxy that nobody trusts: the address is that proxy's, no reader's.

    `peer` is who is connected; a trusted proxy's word has taken its place in `client` by now.
    """
    is_told = any(name in request.headers for name in ("x-forwarded-for", "forwarded"))
    return is_told and request.scope.get("client") == request.scope.get(PEER, request.client)


def _is_short(request: Request) -> bool:
    return request.headers.get("cookie", "").count(";") <= MOST_PARTS
