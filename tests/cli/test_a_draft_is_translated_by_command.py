"""By command, too: a draft in another language, and whether it still says the same."""

from pathlib import Path

import pytest

from statusboard.cli.translation_options import translations_given
from statusboard.errors import RuleBroken

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

    wrong = statusboard("notice", "translate", draft, "--language", "nl", "--title", "Kassa")
    assert wrong.code != 0
    assert "no further language of the page. Those are: de, fr." in wrong.err


def test_a_draft_goes_out_as_it_stands_with_its_translations(statusboard, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    begun = statusboard(
        *("notice", "new", "--title", "Checkout fails", "--body", "OPS-4711: we look into it."),
        *("--service", "Checkout=major_outage", "--next-update", "30m", "--json"),
    )
    draft = str(begun.json["notice"])
    german = ("--title", "Kasse gestört", "--body", "Wir sehen es uns an.")
    said = statusboard("notice", "translate", draft, "--language", "de", *german)
    assert said.code == 0, said

    refused = statusboard("notice", "publish", draft)
    assert refused.code == 1
    assert "say why with --override" in refused.err
    told = statusboard("notice", "publish", draft, "--override", "Customers ask for it.", "--json")
    assert told.code == 0, told
    assert told.json["incident"]
    assert statusboard("page", "--out", tmp_path / "seen").code == 0
    assert "Kasse gestört" in (tmp_path / "seen" / "de" / "index.html").read_text()


def test_a_notice_and_its_update_are_written_in_several_languages_at_once(
    statusboard, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    file, words = tmp_path / "desk.toml", tmp_path / "words.json"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    words.write_text('{"fr": {"title": "Caisse en panne", "body": "Nous cherchons."}}')
    original = ("--title", "Checkout fails", "--body", "We look into it.")
    begun = statusboard(
        *("notice", "new", *original, "--service", "Checkout=major_outage"),
        *("--next-update", "30m", "--translation", "de.title=Kasse gestört"),
        *("--translation", "de.body=Wir sehen es uns an.", "--translations", words),
        *("--publish", "--json"),
    )
    assert begun.code == 0, begun
    assert begun.json["translations"] == {"de": "up_to_date", "fr": "up_to_date"}
    listed = statusboard("notice", "list", "--json").json["notices"]
    assert listed[0]["translations"] == {"de": "up_to_date", "fr": "up_to_date"}

    # Another text under the same title: who gives its translation alone keeps the others' titles.
    more = ("--body", "We found it.", "--translation", "de.body=Wir haben es gefunden.")
    followed = statusboard("notice", "update", begun.json["incident"], *more, "--publish", "--json")
    assert followed.code == 0, followed
    assert followed.json["translations"] == {"de": "up_to_date", "fr": "unfinished"}
    assert statusboard("page", "--out", tmp_path / "seen").code == 0
    german = (tmp_path / "seen" / "de" / "index.html").read_text()
    assert "Kasse gestört" in german
    assert "Wir haben es gefunden." in german

    wrong = statusboard("notice", "new", *original, "--translation", "nl.title=Kassa")
    assert "no further language of the page. Those are: de, fr." in wrong.err
    wrong = statusboard("notice", "new", *original, "--translation", "de=Kasse")
    assert "write it as de.title=TEXT or de.body=TEXT." in wrong.err
    words.write_text('{"fr": ["Caisse"]}')
    wrong = statusboard("notice", "new", *original, "--translations", words)
    assert "what is said of “fr” is no" in wrong.err


@pytest.mark.parametrize(
    "said",
    [
        *("", "null", '"de"', "[1]", '{"de": 1}', '{"de": {"title": 1}}', '{"de": {"words": ""}}'),
        *('{"de": ' + "9" * 5_000 + "}", "[" * 100_000),
        '{"de": {"title": "Kasse"}, "de": {"title": "Laden"}}',
    ],
)
def test_a_file_of_translations_that_is_none_is_refused_in_words(said: str, tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    file.write_text(said)
    with pytest.raises(RuleBroken) as refusal:
        translations_given((), file)
    assert refusal.value.field == "translations"
