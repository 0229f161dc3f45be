"""What every format does with its own files, with those of others, and with any bytes at all."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statusboard.app.importing.kinds import importer_kinds, kind_of_source
from statusboard.app.importing.reading import read_source
from statusboard.app.importing.ready import ready_services
from statusboard.app.services.kinds import check_kinds
from statusboard.errors import RuleBroken
from statusboard.importers.source import open_source
from tests.fixtures.peers import KUMA_JSON, SOURCES, folder_of

KEYS = tuple(importer_kinds())
ENDINGS = (".yml", ".json", ".csv", ".md", ".txt", ".db")


def test_there_is_a_source_of_each_format() -> None:
    assert set(SOURCES) == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_format_is_recognised_by_what_stands_in_its_files(key: str, tmp_path: Path) -> None:
    assert kind_of_source(open_source(SOURCES[key](tmp_path))).key == key


@pytest.mark.parametrize("key", KEYS)
def test_what_is_found_keeps_the_rules_of_every_service_or_says_why_not(
    key: str, tmp_path: Path
) -> None:
    reading = read_source(SOURCES[key](tmp_path))
    ready = ready_services(reading.bring, check_kinds())

    assert any(one.service for one in ready)
    assert all(one.service or one.why for one in ready)
    assert len({one.key for one in ready}) == len(ready)
    assert all(sentence.endswith(".") for one in ready for sentence in one.why)
    assert all(note.where and note.words.endswith(".") for note in reading.found.notes)


@pytest.mark.parametrize("key", KEYS)
def test_no_report_holds_a_secret_of_the_source(key: str, tmp_path: Path) -> None:
    reading = read_source(SOURCES[key](tmp_path))
    ready = ready_services(reading.bring, check_kinds())
    shown = [
        (one.key, one.title, one.group, one.why, one.detail, one.where, one.secrets)
        for one in ready
    ]

    assert "secret-of" not in repr((shown, reading.found.notes, reading.bring, ready))


@pytest.mark.parametrize("key", KEYS)
def test_without_its_secrets_a_check_is_switched_off(key: str, tmp_path: Path) -> None:
    """What asks without its password fails for that alone: a false alarm."""
    for one in ready_services(read_source(SOURCES[key](tmp_path)).bring, check_kinds()):
        if one.secrets and one.service is not None:
            assert not any(check.enabled for check in one.service.checks)
            assert "secret-of" not in repr([dict(check.config) for check in one.service.checks])


def test_the_backup_of_kuma_in_json_is_recognised(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"backup.json": KUMA_JSON}) / "backup.json"

    assert read_source(file).kind.key == "uptime_kuma"


def test_what_is_none_of_them_is_said_so(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"notes.txt": "Dear diary,\ntoday nothing happened."}) / "notes.txt"

    with pytest.raises(RuleBroken, match="not recognised"):
        read_source(file)
    with pytest.raises(RuleBroken, match="no format that is read here"):
        read_source(file, "nagios")


def read_any_way(path: Path) -> None:
    """Reads it as what it is, and as each format that it is not."""
    for wanted in ("", *KEYS):
        try:
            reading = read_source(path, wanted)
            list(reading.past())
        except RuleBroken as broken:
            assert broken.sentence  # noqa: PT017 - either a report, or a sentence
        else:
            ready_services(reading.bring, check_kinds())


@settings(max_examples=25)
@given(content=st.binary(max_size=300), ending=st.sampled_from(ENDINGS))
@example(content=b"SQLite format 3\0" + b"\1" * 200, ending=".db")
@example(content=b"[" * 5_000, ending=".json")
@example(content=b"[" * 5_000, ending=".yml")
@example(content=b"{a: " * 5_000, ending=".yml")
@example(content=b"endpoints: [{name: a, url: 'http://[', conditions: [1, {}]}]", ending=".yml")
@example(content=b"a: &a [*a]", ending=".yml")
def test_any_bytes_give_a_report_or_a_sentence(content: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / f"source{ending}"
        file.write_bytes(content)
        read_any_way(file)


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_source_gives_a_report_or_a_sentence(data: st.DataObject) -> None:
    """Files as they are, with a piece of them replaced by something else."""
    key = data.draw(st.sampled_from(KEYS))
    with tempfile.TemporaryDirectory() as home:
        source = SOURCES[key](Path(home))
        files = sorted(one for one in Path(home).rglob("*") if one.is_file())
        file = data.draw(st.sampled_from(files))
        raw = file.read_bytes()
        start = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 40))
        piece = data.draw(
            st.sampled_from([b"", b"null", b"[]", b"{}", b"-1", b"\xff\0", b"'", b"9" * 30])
        )
        file.write_bytes(raw[:start] + piece + raw[start + length :])
        read_any_way(source)


def test_an_alias_does_not_unfold_into_more_than_there_is_room_for(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    file = folder_of(tmp_path, {"bomb.yml": "\n".join([*lines, "endpoints: *a11"])}) / "bomb.yml"

    with pytest.raises(RuleBroken, match="unfolds into more than"):
        read_source(file, "gatus")


def test_a_line_is_named_where_a_file_breaks_its_grammar(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"bad.yml": "endpoints:\n  - name: [a\n"}) / "bad.yml"

    with pytest.raises(RuleBroken, match=r"bad\.yml, line 3"):
        read_source(file, "gatus")


def test_nothing_outside_a_folder_is_looked_at(tmp_path: Path) -> None:
    outside = folder_of(
        tmp_path / "outside", {"gatus.yaml": "endpoints: [{name: a, url: b.example}]"}
    )
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "gatus.yaml").symlink_to(outside / "gatus.yaml")
    (inside / "more").symlink_to(outside, target_is_directory=True)

    assert open_source(inside).names == ()
    with pytest.raises(RuleBroken, match="is not in"):
        open_source(inside).file("../outside/gatus.yaml")


def test_an_archive_is_to_be_unpacked(tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "a"), "zip", folder_of(tmp_path / "b", {"c": "d"}))

    with pytest.raises(RuleBroken, match="Unpack it"):
        read_source(Path(archive))


def test_a_file_that_is_too_large_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "large.yml"
    file.write_bytes(b"#" * 5_000_000)

    with pytest.raises(RuleBroken, match="larger than the 4 MB"):
        read_source(file, "gatus")


@pytest.mark.parametrize(
    "trick",
    [
        "ALTER TABLE heartbeat RENAME TO h; CREATE VIEW heartbeat AS SELECT * FROM h;",
        "ALTER TABLE monitor RENAME TO m; CREATE VIEW monitor AS SELECT *, hex(1) FROM m;",
    ],
)
def test_a_view_in_the_place_of_a_table_is_not_run(trick: str, tmp_path: Path) -> None:
    file = SOURCES["uptime_kuma"](tmp_path)
    connection = sqlite3.connect(file)
    connection.executescript(trick)
    connection.close()

    with pytest.raises(RuleBroken, match="not recognised"):
        read_source(file)


def test_a_database_is_read_and_not_written(tmp_path: Path) -> None:
    file = SOURCES["uptime_kuma"](tmp_path)
    before = file.read_bytes()

    assert read_source(file).histories
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["kuma.db"]


def altered(home: Path, statements: str) -> Path:
    """A database that somebody made into something else."""
    home.mkdir(exist_ok=True)
    file = SOURCES["uptime_kuma"](home)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(statements)
        connection.commit()
    return file


@pytest.mark.parametrize(
    "trick",
    [
        "CREATE TRIGGER t AFTER INSERT ON monitor BEGIN DELETE FROM heartbeat; END;",
        "CREATE VIEW secret AS SELECT load_extension('x');",
        "CREATE VIRTUAL TABLE words USING fts5(a);",
        "CREATE INDEX odd ON monitor (abs(id)) WHERE id > 0;",
        # An image of a page that is larger than any value that is read.
        "CREATE TABLE status_page (icon TEXT); INSERT INTO status_page VALUES (zeroblob(3000000));",
        'CREATE TABLE "a""; DROP TABLE monitor; --" (x);',
    ],
    ids=["trigger", "view", "virtual table", "index", "large value", "name of a table"],
)
def test_what_else_stands_in_a_database_changes_nothing(trick: str, tmp_path: Path) -> None:
    plain = read_source(altered(tmp_path / "plain", ""))
    file = altered(tmp_path / "odd", trick)
    before = file.read_bytes()
    reading = read_source(file)
    assert (reading.found.services, reading.histories) == (plain.found.services, plain.histories)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "trick",
    [
        "ALTER TABLE monitor ADD COLUMN odd AS (hex(zeroblob(900000000)));",
        "UPDATE monitor SET url = zeroblob(3000000);",
        "UPDATE heartbeat SET time = zeroblob(3000000) WHERE id = 1;",
    ],
    ids=["generated column", "large address", "large time"],
)
def test_what_would_cost_too_much_to_read_is_refused_in_words(trick: str, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="cannot be read to its end"):
        read_source(altered(tmp_path, trick))


def test_what_stands_in_the_log_beside_a_database_is_read_too(tmp_path: Path) -> None:
    """A copy of a running Uptime Kuma: its newest rows are not in the file itself yet."""
    file = altered(tmp_path / "live", "")
    copy = tmp_path / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(file)) as live:
        live.execute("PRAGMA journal_mode = WAL")
        live.execute("UPDATE monitor SET name = 'newest'")
        live.commit()
        for name in ("kuma.db", "kuma.db-wal"):
            shutil.copy(tmp_path / "live" / name, copy)
    before = {name: (copy / name).read_bytes() for name in ("kuma.db", "kuma.db-wal")}
    assert [one.name for one in read_source(copy / "kuma.db").found.services] == ["newest"]
    # Nothing is made beside it, in a folder that may not be ours to write.
    assert {one.name: one.read_bytes() for one in copy.iterdir()} == before
