"""The page on a branch of Git: one commit a page, and nobody else's work is lost."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.targets.base import Receipt, Site
from statusboard.targets.git import DECLARATION as GIT
from tests.fixtures import git_server as server_of
from tests.fixtures.git_server import BRANCH, Bare, git_server
from tests.fixtures.git_shell import git_shell
from tests.fixtures.wsgi_server import Served

PAGE_ID = "page00000001"


def site(generation: int, page_id: str = PAGE_ID) -> Site:
    files = {
        "incidents/a/index.html": b"incident",
        "api/v2/status.json": b"{}",
        "index.html": f"page {generation}".encode(),
    }
    return Site(page_id, generation, files)


def put(config: dict[str, object], wanted: Site) -> Receipt:
    assert GIT.put is not None
    receipt: Receipt = GIT.put(config, wanted)
    return receipt


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare.made(tmp_path / "status.git")


@pytest.fixture
def local(bare: Bare) -> dict[str, object]:
    return {"url": str(bare.path), "branch": BRANCH}


@pytest.fixture
def served(bare: Bare) -> Iterator[Served]:
    with git_server(bare) as server:
        yield server


def at(server: Served, **others: object) -> dict[str, object]:
    sign_in = {"user": server_of.USER, "password": server_of.PASSWORD}
    return {"url": f"{server.url}/status.git", "branch": BRANCH, **sign_in, **others}


def test_each_page_is_one_commit_and_none_is_made_where_nothing_changed(
    bare: Bare, local: dict[str, object]
) -> None:
    for generation in (1, 1, 2, 2):
        put(local, site(generation))
    assert bare.log() == ["Show page 2", "Show page 1"]
    # A host that makes pages of Markdown shows what is there as it is.
    assert bare.files()[".nojekyll"] == b""


def test_what_hosts_and_people_keep_on_the_branch_stays(
    bare: Bare, local: dict[str, object]
) -> None:
    others = {"CNAME": b"status.example.com", "README.md": b"ours", ".github/x.yml": b"on: push"}
    bare.push(others)
    put(local, site(1))
    put(local, site(2))
    assert GIT.empty is not None
    assert GIT.empty(local, site(2)) == 3
    assert bare.files().items() >= others.items()
    assert "index.html" not in bare.files()


def test_a_folder_of_the_branch_leaves_all_that_is_outside(
    bare: Bare, local: dict[str, object]
) -> None:
    bare.push({"index.html": b"the product", "src/main.py": b"code"})
    with pytest.raises(RuleBroken, match="other files already"):
        put(local, site(1))
    put({**local, "path": "docs/status"}, site(1))
    assert bare.files()["index.html"] == b"the product"
    assert bare.files()["docs/status/index.html"] == b"page 1"
    bare.push({"docs/status/incidents/b": b"theirs"})
    more = {"incidents/b/index.html": b"incident", **site(2).files}
    with pytest.raises(Unavailable, match="incidents/b is a file where a folder belongs"):
        put({**local, "path": "docs/status"}, Site(PAGE_ID, 2, more))
    assert bare.files()["docs/status/incidents/b"] == b"theirs"


@pytest.mark.parametrize("at_the", ["question before", "push itself"])
def test_a_push_of_somebody_else_in_between_is_given_way_once(
    bare: Bare, served: Served, at_the: str
) -> None:
    put(at(served), site(1))
    method_then = "POST" if at_the == "push itself" else "GET"
    pushed: list[str] = []

    def before(method: str, path: str) -> None:
        if method == method_then and "receive-pack" in path and not pushed:
            pushed.append(path)
            bare.push({"README.md": b"news"})

    served.before = before
    put(at(served), site(2))
    assert bare.files()["README.md"] == b"news"
    assert bare.files()["index.html"] == b"page 2"
    assert bare.log() == ["Show page 2", "Somebody's change", "Show page 1"]


def test_a_newer_page_that_came_in_between_stays(bare: Bare, served: Served) -> None:
    put(at(served), site(1))
    pushed: list[str] = []

    def before(method: str, path: str) -> None:
        if method == "POST" and "receive-pack" in path and not pushed:
            pushed.append(path)
            put({"url": str(bare.path), "branch": BRANCH}, site(3))

    served.before = before
    with pytest.raises(Rejected, match="page 3"):
        put(at(served), site(2))
    assert bare.files()["index.html"] == b"page 3"


def test_only_what_changed_is_sent(served: Served) -> None:
    large = Random(1).randbytes(100_000)  # packing makes it no smaller
    files = {f"incidents/{n}/index.html": large + bytes([n]) for n in range(4)}
    put(at(served), Site(PAGE_ID, 1, {**files, "index.html": b"1"}))
    sent: list[int] = []
    served.sizes = sent
    put(at(served), Site(PAGE_ID, 2, {**files, "index.html": b"2"}))
    assert sum(sent) < len(large)


def test_setting_it_up_again_where_the_page_stands_leaves_no_commit(
    bare: Bare, served: Served
) -> None:
    first = GIT.prepare(at(served), PAGE_ID)
    assert any("read back and removed" in note for note in first.notes)
    assert len(bare.log()) == 2
    put(at(served), site(1))
    again = GIT.prepare(at(served, public_url=f"{served.url}/nothing"), PAGE_ID)
    assert any("would take a push" in note for note in again.notes)
    assert any("takes some minutes" in note for note in again.notes)
    assert len(bare.log()) == 3
    served.before = lambda _m, path: "403 Forbidden" if "receive-pack" in path else None
    with pytest.raises(RuleBroken, match="may not write") as refused:
        GIT.prepare(at(served), PAGE_ID)
    assert refused.value.field == "branch"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://me:token@git.example/a.git", "password"),
        ("http://git.example/a.git", "Write https"),
        ("ftp://git.example/a.git", "whole address"),
        ("status.git", "whole"),
        ("https://git.example/a.git?token=secret", "“?”"),
    ],
)
def test_an_address_that_is_none_or_tells_a_secret_is_refused(url: str, words: str) -> None:
    problem = GIT.fields[0].check and GIT.fields[0].check(url)
    assert words in str(problem)
    assert not re.search("token@|secret", str(problem))


@pytest.mark.skipif(not shutil.which("git"), reason="there is no Git on this machine")
def test_the_systems_own_git_takes_the_page_over_ssh_and_finds_no_fault(
    bare: Bare, tmp_path: Path
) -> None:
    for name in ("uploadpack.allowFilter", "receive.fsckObjects"):
        subprocess.run(["git", "-C", bare.path, "config", name, "true"], check=True)
    with git_shell(tmp_path) as shell:
        config: dict[str, object] = {
            "url": f"ssh://git@127.0.0.1:{shell.port}/status.git",
            "branch": BRANCH,
            "key": shell.client_key,
        }
        with pytest.raises(RuleBroken, match=re.escape(shell.fingerprint)) as asked:
            GIT.prepare(config, PAGE_ID)
        assert asked.value.field == "host_key"
        config["host_key"] = shell.fingerprint
        for generation in (1, 2, 2):
            put(config, site(generation))
        with pytest.raises(RuleBroken, match="does not exist"):
            put({**config, "url": f"ssh://git@127.0.0.1:{shell.port}/other.git"}, site(1))
        with pytest.raises(RuleBroken, match="another key"):
            put({**config, "host_key": "SHA256:" + "a" * 43}, site(3))
    assert bare.log() == ["Show page 2", "Show page 1"]
    checked = subprocess.run(
        ["git", "-C", bare.path, "fsck", "--strict"], capture_output=True, check=True, text=True
    )
    assert "error" not in checked.stderr
