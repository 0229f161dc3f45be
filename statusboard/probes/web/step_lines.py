"""Several requests in a row, as people write them: a line for each, and what belongs to it below.

POST https://shop.example/login as Log in
  header Content-Type: application/json
  body {"user": "status", "password": "${password}"}
  take token from json $.token
GET https://shop.example/orders as Read orders
  header Authorization: Bearer ${token}
  expect json $.orders length > 0
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from statusboard.probes.web.carrying import HEADER, JSON, NAME, PLACE, TEXT, Taking
from statusboard.probes.web.expectation_lines import expectations_in
from statusboard.probes.web.json_path import compile_path
from statusboard.probes.web.masking import PLAIN_HEADERS, is_secret_name
from statusboard.probes.web.patterns import compile_pattern
from statusboard.probes.web.refusals import headers_problem, status_problem, url_problem

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MOST_STEPS, MOST_LINES, LONGEST_NAME = 20, 400, 60
_REQUEST = re.compile(rf"({'|'.join(METHODS)})\s+(\S+)(?:\s+as\s+(.+))?")
_HEADER = re.compile(r"header\s+([^:\s]+)\s*:\s*(.*)")
_TAKE = re.compile(rf"take\s+({NAME})\s+from\s+(json|header|text)\s+(.+)")
_TELLING = re.compile(
    r"(?i)[a-z_-]*(?:token|secret|passw(?:or)?d|pwd|api_?key)[\"']?\s*[=:]\s*[\"']?(?!\$\{)[^\s\"'&]"
)
_HIDE = "Put it under Secrets with a name, and write ${name} here."


@dataclass(frozen=True, slots=True)
class Step:
    """One request of the row.

    `sent` is its body, `codes` the statuses that are expected, `expect` lines of what else is.
    """

    name: str
    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    sent: tuple[str, ...] = ()
    codes: str = ""
    expect: tuple[str, ...] = ()
    takings: tuple[Taking, ...] = ()


@dataclass(slots=True)
class _Open:
    """A step whose lines are still being read."""

    method: str
    url: str
    name: str
    headers: list[tuple[str, str]]
    sent: list[str]
    expect: list[str]
    takings: list[Taking]
    codes: str = ""

    def closed(self) -> Step:
        return Step(
            *(self.name, self.method, self.url, tuple(self.headers), tuple(self.sent)),
            *(self.codes, tuple(self.expect), tuple(self.takings)),
        )


def steps_in(text: str) -> tuple[Step, ...]:
    """The steps. Raises ValueError with a sentence for a person, which names the line."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise ValueError(f"More than {MOST_LINES} lines. Leave some out.")
    steps: list[_Open] = []
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        try:
            _read(said, steps)
        except ValueError as error:
            message = f"Line {number}: {error}"
            raise ValueError(message) from error
    if not steps:
        raise ValueError(
            "There is no request. Begin with a line such as GET https://shop.example/."
        )
    return tuple(step.closed() for step in steps)


def places_in(step: Step) -> tuple[str, ...]:
    """The names of what a step is filled with."""
    texts = (step.url, *(value for _, value in step.headers), *step.sent, *step.expect)
    return tuple(dict.fromkeys(name for text in texts for name in PLACE.findall(text)))


def _read(said: str, steps: list[_Open]) -> None:
    begun = _REQUEST.fullmatch(said)
    if begun is not None:
        if len(steps) == MOST_STEPS:
            raise ValueError(f"at most {MOST_STEPS} requests follow each other.")
        method, url, name = begun.groups()
        _refuse_address(url)
        named = (name or f"{method} {urlsplit(url).path or '/'}").strip()[:LONGEST_NAME]
        steps.append(_Open(method, url, PLACE.sub("…", named), [], [], [], []))
        return
    if not steps:
        raise ValueError("a request comes first, such as GET https://shop.example/ as Log in.")
    word, _, rest = said.partition(" ")
    match word:
        case "header":
            steps[-1].headers.append(_header(said))
        case "body":
            if _TELLING.search(rest):
                raise ValueError(f"this looks like a secret. {_HIDE}")
            steps[-1].sent.append(rest)
        case "expect":
            _expect(rest.strip(), steps[-1])
        case "take":
            steps[-1].takings.append(_taking(said))
        case _:
            raise ValueError(
                f"“{said[:60]}” is neither a request nor header, body, expect or take."
            )


def _refuse_address(url: str) -> None:
    plain = PLACE.sub("x", url)
    problem = url_problem(plain)
    if problem:
        raise ValueError(problem)
    parts = urlsplit(url)
    if "$" in parts.netloc or "$" in parts.scheme:
        raise ValueError("whom a request goes to has to be written out.")
    if "@" in parts.netloc:
        raise ValueError(f"an address holds no password. {_HIDE}")
    for name, value in parse_qsl(parts.query):
        if is_secret_name(name) and not PLACE.search(value):
            raise ValueError(f"{name} looks like a secret. {_HIDE}")


def _header(said: str) -> tuple[str, str]:
    found = _HEADER.fullmatch(said)
    if found is None:
        raise ValueError("write a header like header Accept: application/json.")
    name, value = found.groups()
    problem = headers_problem({name: PLACE.sub("x", value)})
    if problem:
        raise ValueError(problem)
    if name.lower() not in PLAIN_HEADERS and not PLACE.search(value):
        raise ValueError(f"the header {name} may carry a secret. {_HIDE}")
    return name, value


def _expect(rest: str, step: _Open) -> None:
    if rest.startswith("status ") and not rest.startswith(("status !", "status ≠")):
        status = rest.removeprefix("status ").strip()
        problem = status_problem(status)
        if problem:
            raise ValueError(problem)
        step.codes = status
        return
    expectations_in(PLACE.sub("x", rest))
    if not rest:
        raise ValueError("write what is expected, such as expect status 200 or expect text ready.")
    step.expect.append(rest)


def _taking(said: str) -> Taking:
    found = _TAKE.fullmatch(said)
    if found is None:
        raise ValueError(
            "write what to take like take token from json $.token, take id from header Location or "
            'take csrf from text name="csrf" value="([^"]+)".'
        )
    name, source, where = found.groups()
    if source == JSON:
        compile_path(where)
    elif source == TEXT:
        compile_pattern(where)
    assert source in (JSON, HEADER, TEXT)
    return Taking(name, source, where.strip())
