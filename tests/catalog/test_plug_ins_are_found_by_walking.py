"""The registry: adding a kind is adding one file."""

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from statusboard.catalog import registry
from statusboard.catalog.declaration import CheckKind
from statusboard.errors import Bug

PLUG_IN = """
from statusboard.catalog.declaration import CheckKind

DECLARATION = CheckKind(
    key="{key}", label="A", icon="a", fields=(), probe=None,
    describe=lambda c: "", target=lambda c: None, good=(), bad=(), batched=True,
)
"""


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[types.ModuleType, Path]]:
    """An importable, empty package."""
    home = tmp_path / "plugged_in_here"
    home.mkdir()
    (home / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    import plugged_in_here  # type: ignore[import-not-found]

    yield plugged_in_here, home
    for name in [name for name in sys.modules if name.startswith("plugged_in_here")]:
        del sys.modules[name]


def test_a_file_is_all_it_takes(folder: tuple[types.ModuleType, Path]) -> None:
    package, home = folder
    (home / "pigeon.py").write_text(PLUG_IN.format(key="pigeon"))
    (home / "base.py").write_text("NOTHING = 1\n")
    (home / "parts").mkdir()
    (home / "parts" / "__init__.py").write_text("raise RuntimeError\n")
    assert registry.load(package, CheckKind).keys() == {"pigeon"}
    assert registry.module_names(package) == ("plugged_in_here.base", "plugged_in_here.pigeon")


def test_two_files_with_one_key_are_a_bug_naming_both(
    folder: tuple[types.ModuleType, Path],
) -> None:
    package, home = folder
    for name in ("pigeon", "dove"):
        (home / f"{name}.py").write_text(PLUG_IN.format(key="bird"))
    with pytest.raises(Bug, match=r"plugged_in_here\.dove and plugged_in_here\.pigeon"):
        registry.load(package, CheckKind)
