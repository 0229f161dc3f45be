"""One generation of the page, ready to be sent: every answer to a GET is made before it is asked.

A file is held compressed, and whole as well as far as `WHOLE` goes: the page itself and its API
first, for years of incidents are hundreds of megabytes and hardly ever asked for without gzip.
"""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from statusboard.domain.page_access import ACCESS_FILE, FOLDER, PageAccess, read_access
from statusboard.domain.views.site import SiteFile, SiteIndex
from statusboard.domain.visits import Seen
from statusboard.server.media import DRAWING, HTML, SCRIPT, is_worth_packing, media_type
from statusboard.server.policy import DRAWING_POLICY, content_policy

WHOLE = 16 * 1024 * 1024
INDEX = "index.html"
API = "api/"
# Whoever has a page asks whether it is still the newest, and is told so in a few bytes.
FRESH = (b"cache-control", b"no-cache")
# The script for other sites is the same from one page to the next.
KEPT = (b"cache-control", b"public, max-age=3600")
VARY = (b"vary", b"accept-encoding")
# Any page of anybody may read what programs fetch, and see by which tag to ask again.
OPEN = ((b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", b"etag"))

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Form:
    """A file in one encoding: its tag, its headers, and those that say that nothing changed.

    `content` None: it is unpacked from the other form when somebody asks.
    """

    etag: bytes
    headers: Headers
    unchanged: Headers
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Served:
    """A file: as it is, and compressed where that makes it smaller.

    `counts_as` None: it comes along with a page, as its stylesheet does.
    """

    digest: str
    size: int
    plain: Form
    packed: Form | None
    counts_as: Seen | None = None

    def content(self, form: Form) -> bytes:
        """What is sent of a form."""
        if form.content is not None:
            return form.content
        assert self.packed is not None
        assert self.packed.content is not None
        return gzip.decompress(self.packed.content)


@dataclass(frozen=True, slots=True)
class Site:
    """A generation in memory. `files` are by path, `answers` by the path of an address.

    A folder is answered under its own name with the page that stands in it. `access` None:
    everybody may read it; who else may stands in a file that nobody is answered with.
    """

    index: SiteIndex
    files: Mapping[str, Served]
    answers: Mapping[str, Served] = field(repr=False)
    access: PageAccess | None = field(default=None, repr=False)

    @classmethod
    def made(
        cls, index: SiteIndex, contents: Mapping[str, bytes], before: "Site | None" = None
    ) -> "Site":
        """The site of an index. `contents` by digest: all that the site `before` does not hold.

        Compresses what is new, and so is slow enough to be kept off the loop. Raises KeyError
        where a content is missing, ValueError where it says of its readers what is not understood.
        """
        old = {} if before is None else before.files
        access = None
        files: dict[str, Served] = {}
        room = WHOLE
        for file in reversed(index.files):
            room -= file.size
            known = old.get(file.path)
            if known is None or known.digest != file.digest:
                known = _served(file, contents[file.digest], keep=room >= 0)
                if file.path == ACCESS_FILE:
                    access = read_access(contents[file.digest])
            elif file.path == ACCESS_FILE and before is not None:
                access = before.access
            files[file.path] = known
        return cls(index, files, _answers(files), access)


def lacking(index: SiteIndex, site: Site | None) -> list[SiteFile]:
    """The files of an index whose content a site does not hold under their names, each once."""
    files = {} if site is None else site.files
    wanted = {
        file.digest: file
        for file in index.files
        if file.path not in files or files[file.path].digest != file.digest
    }
    return list(wanted.values())


def _answers(files: Mapping[str, Served]) -> dict[str, Served]:
    shown = {path: each for path, each in files.items() if not path.startswith(f"{FOLDER}/")}
    answers = {f"/{path}": served for path, served in shown.items()}
    for path, served in shown.items():
        folder, _, name = path.rpartition("/")
        if name == INDEX:
            answers[f"/{folder}/" if folder else "/"] = served
    return answers


def _served(file: SiteFile, content: bytes, *, keep: bool) -> Served:
    media = media_type(file.path)
    is_api = file.path.startswith(API)
    counts_as = Seen.API if is_api else Seen.PAGES if media == HTML else None
    fresh = KEPT if media == SCRIPT else FRESH
    headers: Headers = [fresh, *(() if media == HTML else OPEN)]
    if media == HTML:
        headers.append((b"content-security-policy", content_policy(content)))
    elif media == DRAWING:
        headers.append((b"content-security-policy", DRAWING_POLICY))
    tag = file.digest[:32].encode()
    plain = _form(tag, media, headers, content)
    small = gzip.compress(content, 6, mtime=0) if is_worth_packing(media) else content
    if len(small) >= len(content):
        return Served(file.digest, file.size, plain, None, counts_as)
    headers = [*headers, VARY]
    packed = _form(tag + b"-gzip", media, [*headers, (b"content-encoding", b"gzip")], small)
    plain = _form(tag, media, headers, content)
    if not keep:
        plain = Form(plain.etag, plain.headers, plain.unchanged, None)
    return Served(file.digest, file.size, plain, packed, counts_as)


def _form(tag: bytes, media: bytes, headers: Sequence[tuple[bytes, bytes]], content: bytes) -> Form:
    etag = b'"' + tag + b'"'
    always = [(b"etag", etag), *headers]
    size = str(len(content)).encode()
    whole = [(b"content-type", media), (b"content-length", size), *always]
    unchanged = [header for header in always if header[0] != b"content-encoding"]
    return Form(etag, whole, unchanged, content)
