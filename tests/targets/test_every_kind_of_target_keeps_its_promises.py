"""The contract of a target, held against every file of the targets folder, and a throw-away one.

Whatever kind it is: one that writes a folder, and one that writes none.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from statusboard import targets
from statusboard.catalog import registry
from statusboard.catalog.declaration import TargetKind
from statusboard.catalog.fields import Example, FieldKind, validate
from statusboard.errors import Rejected, RuleBroken
from statusboard.targets.base import Receipt, Site
from tests.fixtures.plugged_in import targets as more_targets

KINDS = registry.load(targets, TargetKind) | registry.load(more_targets, TargetKind)
GOOD = [(kind, example) for kind in KINDS.values() for example in kind.good]
BAD = [(kind, example) for kind in KINDS.values() for example in kind.bad]
LOCAL = [kind for kind in KINDS.values() if kind.inside is not None]
SECRET = "s3cret-of-the-test"


def name_of(value: object) -> str:
    return value.key if isinstance(value, TargetKind) else ""


def site(generation: int, *, page_id: str = "ours", extra: bool = False) -> Site:
    files = {"incidents/a/index.html": b"a", "index.html": f"page {generation}".encode()}
    return Site(page_id, generation, ({"old.html": b"old"} if extra else {}) | files)


def place(kind: TargetKind, folder: Path) -> Mapping[str, object]:
    """A fresh place of that kind."""
    assert kind.inside is not None
    return validate(kind.fields, kind.prepare(kind.inside(folder), "ours").config)


def test_there_is_one_that_writes_a_folder_and_one_that_writes_none() -> None:
    assert {"folder", "memory"} <= KINDS.keys()
    assert LOCAL, "the demo and “statusboard page” need a kind that stays on this computer"


@pytest.mark.parametrize(("kind", "example"), GOOD, ids=name_of)
def test_good_examples_are_accepted_and_described(kind: TargetKind, example: Example) -> None:
    config = validate(kind.fields, example.config)
    assert set(config) == {spec.name for spec in kind.fields}
    for described in (kind.describe(config), kind.describe(example.config)):
        assert described
        assert "\n" not in described


@pytest.mark.parametrize(("kind", "example"), BAD, ids=name_of)
def test_bad_examples_are_refused_naming_the_field(kind: TargetKind, example: Example) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(kind.fields, example.config)
    assert refused.value.field == example.bad_field
    assert refused.value.sentence.endswith((".", "?"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_every_field_says_what_it_is(kind: TargetKind) -> None:
    names = [spec.name for spec in kind.fields]
    assert len(set(names)) == len(names)
    assert "kind" not in names  # a key of every target in the file of a desk
    for spec in kind.fields:
        assert spec.label[0].isupper()
        assert "!" not in spec.label + spec.help
        assert spec.kind is not FieldKind.CHOICE or spec.default in spec.choices
    assert kind.label
    assert kind.icon
    assert kind.summary.endswith(".")
    assert any(example.bad_field for example in kind.bad)


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_a_description_of_anything_stored_never_fails_and_tells_no_secret(kind: TargetKind) -> None:
    secrets = {spec.name: SECRET for spec in kind.fields if spec.secret}
    for config in ({}, {spec.name: None for spec in kind.fields}, {"path": "~nobody/x"}):
        assert SECRET not in kind.describe({**config, **secrets})
        assert kind.stays_in(config, Path("/nowhere")) in (True, False)


@pytest.mark.parametrize("kind", LOCAL, ids=name_of)
def test_a_place_is_made_definite_once(kind: TargetKind, tmp_path: Path) -> None:
    first = place(kind, tmp_path / "page")
    again = validate(kind.fields, kind.prepare(first, "ours").config)
    assert again == first
    assert kind.describe(again) == kind.describe(first)
    assert kind.stays_in(first, tmp_path.resolve())


@pytest.mark.parametrize("kind", LOCAL, ids=name_of)
def test_a_site_is_put_and_again_and_only_what_changed(kind: TargetKind, tmp_path: Path) -> None:
    config = place(kind, tmp_path / "page")
    first: Receipt = kind.put(config, site(1, extra=True))
    again: Receipt = kind.put(config, site(1, extra=True))
    less: Receipt = kind.put(config, site(2))
    assert (first.files, first.written, first.removed) == (3, 3, 0)
    assert (again.written, again.removed, again.digest) == (0, 0, first.digest)
    assert (less.written, less.removed) == (1, 1)
    assert less.digest != first.digest


@pytest.mark.parametrize("kind", LOCAL, ids=name_of)
def test_an_older_page_never_replaces_a_newer_one(kind: TargetKind, tmp_path: Path) -> None:
    config = place(kind, tmp_path / "page")
    kind.put(config, site(5))
    with pytest.raises(Rejected):
        kind.put(config, site(4))
    assert kind.put(config, site(5)).written == 0


@pytest.mark.parametrize("kind", LOCAL, ids=name_of)
def test_the_page_of_another_is_refused_naming_a_field(kind: TargetKind, tmp_path: Path) -> None:
    config = place(kind, tmp_path / "page")
    kind.put(config, site(1))
    fields = {spec.name for spec in kind.fields}
    for act in (
        lambda: kind.put(config, site(2, page_id="theirs")),
        lambda: kind.prepare(config, "theirs"),
    ):
        with pytest.raises(RuleBroken) as refused:
            act()
        assert refused.value.field in fields
    assert kind.put(config, site(1)).written == 0


@pytest.mark.parametrize("kind", LOCAL, ids=name_of)
def test_looking_says_something_and_changes_nothing(kind: TargetKind, tmp_path: Path) -> None:
    config = place(kind, tmp_path / "page")
    kind.put(config, site(1))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert kind.look(config)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert kind.put(config, site(1)).written == 0


@pytest.mark.parametrize("kind", LOCAL, ids=name_of)
def test_a_place_given_up_is_emptied_of_its_own_page_alone(
    kind: TargetKind, tmp_path: Path
) -> None:
    config = place(kind, tmp_path / "page")
    assert kind.empty is not None
    kind.put(config, site(1))
    assert kind.empty(config, Site("theirs", 0, {})) == 0
    assert kind.put(config, site(1)).written == 0
    assert kind.empty(config, Site("ours", 0, {})) == 2
    assert kind.empty(config, Site("ours", 0, {})) == 0
    assert kind.put(config, site(1, page_id="theirs")).written == 2
