"""Places over TLS: an authority of the company's own is believed, and nobody else's certificate."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from statusboard.catalog.declaration import TargetKind
from statusboard.errors import RuleBroken
from statusboard.targets import ftps, git, s3, webdav
from statusboard.targets.base import Site
from tests.fixtures import dav_server as dav
from tests.fixtures import git_server as server_of
from tests.fixtures.certificates import shown
from tests.fixtures.counterparts import s3_config
from tests.fixtures.dav_server import dav_server
from tests.fixtures.ftps_server import ftps_server
from tests.fixtures.git_server import BRANCH, Bare, git_server
from tests.fixtures.s3_server import s3_server

SITE = Site("page00000001", 1, {"index.html": b"page"})


@dataclass
class Secure:
    """A place over TLS, and the questions that it was asked."""

    kind: TargetKind
    config: dict[str, object]
    done: list[str]


Opening = Callable[[Path, trustme.CA], AbstractContextManager[Secure]]


@contextmanager
def a_bucket(_folder: Path, authority: trustme.CA) -> Iterator[Secure]:
    with s3_server(shown(authority)) as server:
        yield Secure(s3.DECLARATION, s3_config(server), server.done)


@contextmanager
def a_webdav(folder: Path, authority: trustme.CA) -> Iterator[Secure]:
    (folder / "page").mkdir()
    with dav_server(folder, digest=False, tls=shown(authority)) as server:
        config = {"url": f"{server.url}/page", "user": dav.USER, "password": dav.PASSWORD}
        yield Secure(webdav.DECLARATION, config, server.done)


@contextmanager
def a_branch(folder: Path, authority: trustme.CA) -> Iterator[Secure]:
    with git_server(Bare.made(folder / "status.git"), shown(authority)) as server:
        sign_in = {"user": server_of.USER, "password": server_of.PASSWORD}
        config = {"url": f"{server.url}/status.git", "branch": BRANCH, **sign_in}
        yield Secure(git.DECLARATION, config, server.done)


@contextmanager
def an_ftps(folder: Path, authority: trustme.CA) -> Iterator[Secure]:
    (folder / "page").mkdir()
    with ftps_server(folder, authority=authority) as server:
        yield Secure(ftps.DECLARATION, server.config(fingerprint=""), server.done)


@pytest.mark.parametrize("opening", [a_bucket, a_webdav, a_branch, an_ftps])
def test_a_certificate_is_believed_where_this_computer_knows_who_signed_it(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    with opening(tmp_path, authority) as place:
        assert place.kind.put is not None
        for act in (
            lambda: place.kind.prepare(place.config, SITE.page_id),
            lambda: place.kind.put(place.config, SITE),
        ):
            with pytest.raises(RuleBroken, match="is not valid, and nothing was sent"):
                act()
        assert place.done == []
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert place.kind.put(place.config, SITE).written == 1
