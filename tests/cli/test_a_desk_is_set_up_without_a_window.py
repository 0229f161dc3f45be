"""One file makes a desk: applied, watched and published by the real programs, without a window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.file_fields import CHECK_FIELDS, GROUP_FIELDS, SERVICE_FIELDS
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.read_file import CHECK_KEYS, GROUP_KEYS, SERVICE_KEYS
from statusboard.app.settings import SECTIONS
from statusboard.cli.failures import ExitCode

CHECKOUT = Path(__file__).resolve().parents[2]

FILE = """\
[page]
name = "Northwind"
url = "https://status.northwind.example"
zone = "Europe/Berlin"

[[target]]
kind = "folder"
path = "{folder}"

[[service]]
name = "Shop"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:{port}/health"
  interval = "1m"
  deadline = "5s"
"""


@pytest.fixture
def file(tmp_path: Path, shop) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(FILE.format(folder=tmp_path / "page", port=shop.port))
    return path


def test_a_file_a_collector_and_an_office_are_all_it_takes(
    tmp_path: Path, file: Path, shop
) -> None:
    environment = {**os.environ, "STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    for arguments in (("apply", str(file)), ("collect", "--for", "2"), ("office", "--for", "4")):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "statusboard", *arguments],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    page = (tmp_path / "page/index.html").read_text()
    assert "Northwind" in page
    assert "Shop" in page
    assert shop.asked


def test_a_second_time_it_changes_nothing_and_it_is_exported_as_it_came(
    statusboard, file: Path, tmp_path: Path
) -> None:
    first = statusboard("apply", file)
    second = statusboard("apply", file)
    exported = statusboard("export")

    assert first.out.splitlines()[:4] == [
        "changed page.name: Northwind (was Status)",
        "changed page.url: https://status.northwind.example (was none)",
        "changed page.zone: Europe/Berlin (was UTC)",
        f"added target Folder {tmp_path / 'page'}",
    ]
    assert second.out == "nothing to change\n"
    assert exported.out.startswith(
        FILE.partition("[[service]]")[0].format(folder=tmp_path / "page")
    )
    copy = tmp_path / "copy.toml"
    copy.write_text(exported.out)
    assert statusboard("apply", copy).out == "nothing to change\n"


def test_settings_that_a_file_leaves_out_stay(statusboard, file: Path, tmp_path: Path) -> None:
    statusboard("apply", file)
    (tmp_path / "less.toml").write_text('[page]\nzone = ""\n')

    ran = statusboard("apply", tmp_path / "less.toml")

    assert ran.out == "changed page.zone: UTC (was Europe/Berlin)\n"
    assert 'name = "Northwind"' in statusboard("export").out


def test_places_a_file_does_not_name_go_only_where_it_prunes_and_names_one(
    statusboard, file: Path, tmp_path: Path
) -> None:
    statusboard("apply", file)
    one, two = (f"Folder {tmp_path / name}" for name in ("page", "other"))
    shop = '[[service]]\nname = "Shop"\n'
    target = f'[[target]]\nkind = "folder"\npath = "{tmp_path / "other"}"\n\n'
    (tmp_path / "other.toml").write_text(target + shop)
    (tmp_path / "services.toml").write_text(shop)

    assert "target" not in statusboard("apply", tmp_path / "services.toml", "--prune").out
    assert statusboard("apply", tmp_path / "other.toml").out == f"added target {two}\n"
    pruned = statusboard("apply", tmp_path / "other.toml", "--prune")

    assert pruned.out == f"removed target {one}\n"
    assert statusboard("apply", tmp_path / "other.toml", "--prune").out == "nothing to change\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("zone =", "zoen =", "line 4: zoen is not known here. Did you mean zone?"),
        ("[page]", "[pgae]", "line 1: pgae is not known here. Did you mean page?"),
        ("[page]", "[[page]]", "line 1: page must be a table. Write [page] above it."),
        ("Europe/Berlin", "Middle/Earth", "line 4: zone: “Middle/Earth” is not a time zone."),
        ("https://status", "ftp://status", "line 3: url: "),
        ("path =", "paht =", "line 8: paht is not known here. Did you mean path?"),
        ('path = "', 'path = "public', "line 8: path: "),
        ('kind = "folder"\n', "", "line 6: A target needs a kind. Known: folder"),
        ('kind = "folder"', 'kind = "foldr"', "line 7: “foldr” is not a kind of target"),
        ("[[target]]", "[target]", "line 6: target must be tables. Write [[target]] above each."),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_changed(
    statusboard, file: Path, old: str, new: str, words: str
) -> None:
    file.write_text(file.read_text().replace(old, new, 1))

    ran = statusboard("apply", file)

    assert ran.code == 1
    assert words in ran.err
    assert statusboard("export").out == ""


def test_a_folder_that_will_not_do_is_refused_before_anything_is_changed(
    statusboard, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text("theirs")

    ran = statusboard("apply", file)

    assert ran.code == 1
    assert "other files" in ran.err
    assert statusboard("export").out == ""


def test_what_a_file_may_hold_is_told_from_the_declarations(statusboard) -> None:
    ran = statusboard("fields")

    assert ran.code == 0
    assert "[page]\n  name: text; Status by default; Stands at the top of the page." in ran.out
    assert '[[target]]  kind = "folder"\n  path: path of a folder; required; ' in ran.out
    assert "  slow_after: duration (such as 800ms or 2s); " in ran.out
    assert (
        "[[group]]\n  name: text; required; It heads its services.\n  rule: one of worst, "
        in ran.out
    )
    for key in ("depends_on", "weight", "locations", "promised"):
        assert f"\n  {key}: " in ran.out


def test_every_key_of_a_group_a_service_and_a_check_is_told() -> None:
    for told, read in (
        (GROUP_FIELDS, GROUP_KEYS),
        (SERVICE_FIELDS, SERVICE_KEYS),
        (CHECK_FIELDS, CHECK_KEYS),
    ):
        assert sorted(spec.name for spec in told) == sorted(read)


def test_the_readme_names_every_field_of_every_kind_and_every_setting() -> None:
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    declared = (*SECTIONS, *target_kinds().values(), *check_kinds().values())

    missing = [
        f"{each.key}.{spec.name}"
        for each in declared
        for spec in each.fields
        if f"`{spec.name}`" not in readme
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("ends", "line", "about"),
    [
        ('headers = { Authorization = "***" }', 18, "holds a mask"),
        ('body = "${secret:check.body.1}"', 18, "reference to a secret"),
        ('[[target]]\nkind = "folder"\npath = "/dev/null"', 20, "/dev/null"),
    ],
)
def test_what_only_the_desk_can_tell_of_a_file_has_its_line_too(
    statusboard, file: Path, ends: str, line: int, about: str
) -> None:
    file.write_text(f"{file.read_text()}{ends}\n")

    ran = statusboard("apply", "--allow-file", file)

    assert ran.code == ExitCode.RULE_BROKEN
    assert ran.err.startswith(f"statusboard: desk.toml, line {line}: ")
    assert about in ran.err
