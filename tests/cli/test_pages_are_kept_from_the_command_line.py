"""Pages of the desk by command: made, put somewhere, told apart, given up by choice."""

from pathlib import Path

import pytest

FILE = """
[[service]]
name = "Shop"

[[service]]
name = "Feed"
"""


def test_a_page_is_made_changed_listed_and_ended_by_choice(statusboard, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text(FILE, encoding="utf-8")
    statusboard("apply", str(tmp_path / "desk.toml"))
    made = statusboard("pages", "add", "partners", "name=Partner status", "--only", "Feed")
    assert made.out.startswith("page partners is made")
    folder = tmp_path / "partners"
    statusboard("place", "add", "folder", f"path={folder}", "--page", "partners")
    assert f"1  Folder {folder}  [partners]" in statusboard("place", "list").out
    assert "is changed" in statusboard("pages", "change", "main", "--except", "Feed").out
    assert "as it was" in statusboard("pages", "change", "main", "--except", "Feed").out
    main, partners = statusboard("pages", "list", "--json").json["pages"]
    assert (main["key"], main["shows"], main["shown"]) == ("main", "except", ["Shop"])
    assert (partners["name"], partners["shown"]) == ("Partner status", ["Feed"])
    assert partners["places"] == [f"Folder {folder}"]
    assert "partners  Partner status  only Feed" in statusboard("pages", "list").out
    statusboard("pages", "change", "main", "--all")
    assert statusboard("pages", "list", "--json").json["pages"][0]["shown"] == ["Shop", "Feed"]

    undecided = statusboard("pages", "remove", "partners")
    assert undecided.code != 0
    assert "--empty takes it away" in undecided.err
    assert "is no more" in statusboard("pages", "remove", "partners", "--leave").out
    assert len(statusboard("pages", "list", "--json").json["pages"]) == 1
    assert statusboard("place", "list", "--json").json == {"places": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Our partners"), "small letters"),
        (("add", "inside", "name"), "is no SETTING=VALUE"),
        (("add", "inside", "--only", "Shop", "--except", "Shop"), "not both"),
        (("change", "inside", "name=x"), "no page called"),
        (("remove", "main", "--leave"), "main page stays"),
    ],
)
def test_what_is_no_page_is_refused_in_words(
    statusboard, words: tuple[str, ...], said: str
) -> None:
    refused = statusboard("pages", *words)
    assert refused.code != 0
    assert said in refused.err
