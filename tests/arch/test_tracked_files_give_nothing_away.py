"""Nothing that is committed names a machine, an index of packages, or a secret; locks agree."""

import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".toml", ".md", ".lock", ".in", ".html", ".css", ".svg", ".txt", ".graphql", ""}
# Spelled in pieces, so that this file does not name what it forbids.
INDEXES = "|".join(
    ("py" + "pi", "python" + "hosted", "npm" + "js", "find-" + "links", "index-" + "url")
)
PATTERNS = {
    "an index of packages": re.compile(rf"(?i)\b({INDEXES})\b(?<!emit-index-url)"),
    "a machine's path": re.compile(r"(?<![\w.])/(home|root|work|Users|opt)/(?!\w*\{)\w+"),
    "a private key": re.compile("-----BEGIN [A-Z ]*PRIVATE " + "KEY"),
    "a cloud key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a token": re.compile(r"\b(ghp|gho|glpat|xox[bp])[_-][0-9A-Za-z-]{16,}"),
}
KEY = re.compile(r"\bNRAK-[A-Z0-9]{27}\b")
# A sample key says that it is one.
SAMPLE = re.compile(r"SAMPLE|SENTINEL|NOBODY|ANOTHER|REVOKED|NOT0KNOWN|0123456789")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this copy is no git checkout, so nothing says which files are tracked")
    paths = [CHECKOUT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


@pytest.mark.parametrize("what", PATTERNS)
def test_no_file_names(tracked: list[Path], what: str) -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()[:80]}"
        for path in tracked
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if PATTERNS[what].search(line)
    ]

    assert found == []


def test_no_file_holds_a_key_that_is_not_plainly_a_sample(tracked: list[Path]) -> None:
    found = {
        key
        for path in tracked
        for key in KEY.findall(path.read_text("utf-8"))
        if not SAMPLE.search(key)
    }

    assert found == set()


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("an index of packages", "see https://py" + "pi.org/simple"),
        ("a machine's path", 'open("/ho' + 'me/ada/x")'),
        ("a machine's path", "cd /wo" + "rk/main"),
        ("a private key", "-----BEGIN RSA PRIVATE " + "KEY-----"),
        ("a cloud key", "AKIA" + "A" * 16),
        ("a token", "ghp_" + "a" * 20),
    ],
)
def test_each_pattern_finds_what_it_is_for(what: str, line: str) -> None:
    assert PATTERNS[what].search(line)


def pins(name: str) -> dict[str, str]:
    """What a lock pins: the requirement by name, with everything it says."""
    text = (CHECKOUT / "packaging" / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    return {re.split(r"[=\[ ]", entry, maxsplit=1)[0]: entry for entry in entries}


def test_the_locks_hash_everything_and_name_no_place() -> None:
    for name in ("runtime.lock", "test.lock", "uv.lock"):
        locked = pins(name)
        assert locked
        assert all("--hash=sha256:" in entry for entry in locked.values())
        assert not any("://" in entry or entry.startswith("-") for entry in locked.values())


def test_one_environment_serves_the_program_and_its_tests() -> None:
    test, runtime = pins("test.lock"), pins("runtime.lock")

    assert {name: entry.split()[0] for name, entry in runtime.items()} == {
        name: entry.split()[0] for name, entry in test.items() if name in runtime
    }


def test_the_locks_hold_what_the_project_asks_for() -> None:
    import tomllib

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    for wanted, lock in (
        (project["dependencies"], "runtime.lock"),
        (project["optional-dependencies"]["test"], "test.lock"),
    ):
        locked = {name.lower() for name in pins(lock)}
        asked = {re.split(r"[<>=\[; ]", line, maxsplit=1)[0].lower() for line in wanted}
        assert asked <= locked
