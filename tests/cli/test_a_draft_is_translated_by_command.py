"""By command, too: a draft in another language, and whether it still says the same."""

from pathlib import Path

DESK = """\
[page]
name = "Northwind"
languages = "de, fr"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"
"""


def test_a_draft_is_written_in_another_language_and_confirmed(statusboard, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    begun = statusboard(
        *("notice", "new", "--title", "Checkout fails", "--body", "We look into it."),
        *("--service", "Checkout=major_outage", "--next-update", "30m", "--json"),
    )
    assert begun.code == 0, begun
    draft = str(begun.json["notice"])
    german = ("notice", "translate", draft, "--language", "de")

    said = statusboard(
        *german, "--title", "Kasse gestört", "--body", "Wir sehen es uns an.", "--json"
    )
    assert said.code == 0, said
    assert said.json["translations"] == {"de": "up_to_date", "fr": "missing"}
    shown = statusboard("notice", "show", draft, "--json").json
    assert shown["translations"] == [
        {
            "language": "de",
            "title": "Kasse gestört",
            "body": "Wir sehen es uns an.",
            "state": "up_to_date",
        }
    ]
    assert "Deutsch (up_to_date)" in statusboard("notice", "show", draft).out

    wrong = statusboard("notice", "translate", draft, "--language", "nl", "--title", "Kassa")
    assert wrong.code != 0
    assert "no further language of the page. Those are: de, fr." in wrong.err
