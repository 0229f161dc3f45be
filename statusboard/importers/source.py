"""The files of another program: found under one path, read within bounds, and never written."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from statusboard.errors import RuleBroken
from statusboard.importers.tables import Table
from statusboard.importers.yaml_text import parse_yaml

LARGEST_YAML = 4_000_000
LARGEST_JSON = 64_000_000
MOST_FILES = 5_000
DEEPEST = 8
# A whole folder of texts: what nobody would keep in one by hand.
MOST_TEXT = 128_000_000
_DATABASE = b"SQLite format 3\0"
_NO_DOCUMENT = Table()


@dataclass(slots=True)
class Source:
    """A file, or a folder of files, of another program.

    Links are not followed, and nothing outside the folder is looked at. `environ` is what
    variables in it stand for, where a person asked for that; None leaves them as they are.
    """

    path: Path
    environ: Mapping[str, str] | None = field(default=None, repr=False)
    _names: tuple[str, ...] | None = field(default=None, repr=False)
    _documents: dict[str, object] = field(default_factory=dict, repr=False)
    _read: int = 0

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return self.path.is_dir()

    @property
    def names(self) -> tuple[str, ...]:
        """The files, by their paths inside the folder with “/”; of a file its own name."""
        if self._names is None:
            self._names = tuple(sorted(self._walk())) if self.is_folder else (self.path.name,)
        return self._names

    def ending_in(self, *endings: str) -> tuple[str, ...]:
        """The files whose names end so, in order."""
        return tuple(name for name in self.names if name.lower().endswith(endings))

    def file(self, name: str) -> Path:
        """Where one of `names` is. Raises RuleBroken for any other."""
        if name not in self.names:
            raise RuleBroken(f"{name} is not in {self.path.name}.", field="source")
        return self.path / PurePosixPath(name) if self.is_folder else self.path

    def begins(self, name: str, length: int = 4_096) -> bytes:
        """The first bytes of a file; none where it cannot be read."""
        try:
            with self.file(name).open("rb") as opened:
                return opened.read(length)
        except OSError:
            return b""

    @property
    def is_database(self) -> bool:
        """Whether it is a file of SQLite."""
        return not self.is_folder and self.begins(self.names[0], 16) == _DATABASE

    def text(self, name: str, *, most: int = LARGEST_YAML) -> str:
        """The text of a file. Raises RuleBroken where it is too large, or no UTF-8."""
        file = self.file(name)
        try:
            with file.open("rb") as opened:
                raw = opened.read(most + 1)
        except OSError as error:
            words = f"{name} cannot be read: {error.strerror}."
            raise RuleBroken(words, field="source") from error
        self._read += len(raw)
        if len(raw) > most or self._read > MOST_TEXT:
            words = f"{name} is larger than the {most // 1_000_000} MB that are read of such files."
            raise RuleBroken(words, field="source")
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            words = f"{name}, line {line}: This is not UTF-8 text. Save the file as UTF-8."
            raise RuleBroken(words, field="source") from error

    def document(self, name: str) -> object:
        """What a file of YAML or JSON holds. Raises RuleBroken with the line at fault."""
        if name not in self._documents:
            self._documents[name] = self._parsed(name)
        return self._documents[name]

    def table(self, name: str) -> Table:
        """The same where it is a mapping; an empty one for anything else, and for what is broken.

        To look whether a format is this one.
        """
        try:
            found = self.document(name)
        except RuleBroken:
            return _NO_DOCUMENT
        return found if isinstance(found, Table) else _NO_DOCUMENT

    def _parsed(self, name: str) -> object:
        if name.lower().endswith(".json"):
            return _json(self.text(name, most=LARGEST_JSON), name)
        return parse_yaml(self.text(name), name)

    def _walk(self) -> Iterator[str]:
        root, count = self.path, 0
        for folder, folders, files in os.walk(root, followlinks=False):
            inside = Path(folder).relative_to(root)
            # What a version control system keeps for itself is no file of the program.
            folders[:] = sorted(one for one in folders if one not in (".git", "node_modules"))
            if len(inside.parts) >= DEEPEST:
                folders.clear()
            for one in files:
                file = Path(folder) / one
                if file.is_symlink() or not file.is_file():
                    continue
                count += 1
                if count > MOST_FILES:
                    words = f"{root.name} holds more than {MOST_FILES:,} files. Give one of them."
                    raise RuleBroken(words, field="source")
                yield (inside / one).as_posix()


def open_source(path: Path, environ: Mapping[str, str] | None = None) -> Source:
    """The files under a path. Raises RuleBroken where there is none."""
    if not path.exists():
        raise RuleBroken(f"There is nothing at {path}.", field="source")
    if not (path.is_dir() or path.is_file()):
        raise RuleBroken(f"{path} is neither a file nor a folder.", field="source")
    if path.suffix.lower() in (".zip", ".gz", ".tgz", ".tar"):
        words = f"{path.name} is an archive. Unpack it, and give the file or the folder in it."
        raise RuleBroken(words, field="source")
    return Source(path, environ)


def _json(text: str, name: str) -> object:
    try:
        return _tables(json.loads(text))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        at = f", line {line}" if line else ""
        raise RuleBroken(f"{name}{at}: This is no JSON.", field="source") from error


def _tables(value: object) -> object:
    """The same with `Table` for each mapping."""
    if isinstance(value, dict):
        return Table({str(key): _tables(one) for key, one in value.items()})
    if isinstance(value, list):
        return [_tables(one) for one in value]
    return value
