"""The languages of the page: chosen in the settings or in the file, checked, and put there."""

from pathlib import Path

import pytest

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.page.office import write_page
from statusboard.catalog.page_words_fields import page_texts
from statusboard.domain.views.public_texts import PublicTexts
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import Newsroom


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


def chosen(newsroom: Newsroom, **values: str) -> dict[str, object]:
    given = {f"page.{name}": value for name, value in values.items()}
    newsroom.do(choose_settings, ChooseSettings(given))
    found: dict[str, object] = dict(newsroom.ask(SETTINGS).values)
    return found


@ON_SQLITE
def test_the_page_speaks_the_languages_that_were_chosen(newsroom: Newsroom, tmp_path: Path) -> None:
    texts = "de.name = Nordwind\nde.about = Alles für Läden"
    kept = chosen(newsroom, languages=" DE fr,de ", texts=texts)
    assert kept["page.languages"] == "de, fr"

    write_page(newsroom.database, newsroom.clock, tmp_path / "page")

    german = (tmp_path / "page/de/index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in german
    assert "Alles für Läden" in german
    assert (tmp_path / "page/fr/status.txt").exists()
    assert '<html lang="en"' in (tmp_path / "page/index.html").read_text(encoding="utf-8")


@ON_SQLITE
def test_the_page_itself_can_speak_another_language(newsroom: Newsroom, tmp_path: Path) -> None:
    chosen(newsroom, language="ar")

    write_page(newsroom.database, newsroom.clock, tmp_path / "page")

    page = (tmp_path / "page/index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in page
    assert "hreflang" not in page
    assert not (tmp_path / "page/ar").exists()


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("language", "xx", "must be one of"),
        ("languages", "de, klingon", "does not speak “klingon”"),
        ("texts", "xx.about = Hello", "is no text of the page"),
        ("texts", "de.motto = Hallo", "is no text of the page"),
        ("texts", "de.about =", "has no words"),
        ("texts", f"de.record = {'x' * 61}", "60 fit"),
    ],
)
def test_what_is_no_language_and_no_text_is_refused(
    newsroom: Newsroom, field: str, value: str, said: str
) -> None:
    with pytest.raises(RuleBroken, match=said) as refused:
        chosen(newsroom, **{field: value})

    assert refused.value.field == f"page.{field}"


def test_texts_are_read_by_language_and_what_is_unknown_is_left_out() -> None:
    text = "de.about = Alles\n\nfr.footer=Pied\nde.name = N\nxx.name = X\nde.other = y\nfr.about ="

    assert page_texts(text) == (
        PublicTexts("de", name="N", about="Alles"),
        PublicTexts("fr", footer="Pied"),
    )
