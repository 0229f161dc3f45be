"""Places of the page by command: chosen and proved, listed, given up with or without their page."""

import io
from pathlib import Path

import pytest


def test_a_place_is_chosen_listed_and_given_up_by_choice(statusboard, tmp_path: Path) -> None:
    folder = tmp_path / "page"
    assert statusboard("place", "add", "folder", f"path={folder}").out == "place 1 is chosen\n"
    assert f"1  Folder {folder}  not published yet" in statusboard("place", "list").out

    undecided = statusboard("place", "remove", "1")
    assert undecided.code != 0
    assert "--empty takes it away, --leave leaves it" in undecided.err

    assert "takes away the one there" in statusboard("place", "remove", "1", "--empty").out
    (leaving,) = statusboard("place", "list", "--json").json["places"]
    assert leaving["leaving"] is True
    assert "stays" in statusboard("place", "remove", "1", "--leave").out
    assert statusboard("place", "list", "--json").json == {"places": []}
    assert statusboard("place", "list").out == "no places; “place add” chooses one\n"


def test_the_public_address_of_a_place_is_watched_and_let_go(statusboard, tmp_path: Path) -> None:
    statusboard("pages", "change", "main", "url=https://status.example.com")
    said = statusboard("place", "add", "folder", f"path={tmp_path / 'page'}")
    assert "“place watch 1” makes a service of its answer time" in said.out
    assert "added service Status page" in statusboard("place", "watch", "1").out
    again = statusboard("place", "add", "folder", f"path={tmp_path / 'page'}", "--watch")
    assert "“Status page” watches its public address already" in again.out
    assert "watched as “Status page”" in statusboard("place", "list").out
    (page,) = statusboard("pages", "list", "--json").json["pages"]
    assert page["shows"] == "except"

    gone = statusboard("place", "remove", "1", "--leave", "--unwatch")
    assert "“Status page” is removed; its history stays" in gone.out
    assert "Status page" not in statusboard("status").out


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("s3", "bucket=b", "secret=x"), "Secret key is a secret: leave it out"),
        (("s3", "bucket"), "is no FIELD=VALUE"),
        (("sft", "host=h"), "Did you mean sftp?"),
        (("sftp", "host=h.example", "port=none"), "must be a number"),
    ],
)
def test_what_cannot_be_taken_is_said(
    statusboard, fields: tuple[str, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"secret\n")))
    said = statusboard("place", "add", *fields)
    assert said.code != 0
    assert words in said.err
