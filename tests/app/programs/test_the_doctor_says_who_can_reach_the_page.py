"""The doctor on the page server: whether it runs, where, what ends it, and where links lead."""

from pathlib import Path

import pytest

from statusboard.app.installation import Installation
from statusboard.app.programs.finding import Verdict
from statusboard.app.programs.page_server_findings import NO_ADDRESS, page_server_findings
from statusboard.app.programs.serve_note import noted
from statusboard.app.settings import IN_WINDOW, PUBLIC_URL

URL = "http://127.0.0.1:8080/"
PUBLIC = "https://status.northwind.example"


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    return Installation(str(tmp_path / "statusboard.db"), tmp_path)


def said(
    where: Installation, settings: dict[str, object], *, sleeps: bool = False
) -> list[tuple[Verdict, str]]:
    found = page_server_findings(where, settings, sleeps=lambda: sleeps)
    return [(finding.verdict, finding.words) for finding in found]


def test_whoever_uses_none_is_told_what_it_would_do(where: Installation) -> None:
    ((verdict, words),) = said(where, {})
    assert verdict is Verdict.FINE
    assert "“statusboard serve” shows it with the forms" in words


def test_one_that_runs_is_told_with_its_address(where: Installation) -> None:
    with noted(where) as note:
        note(URL)
        assert said(where, {PUBLIC_URL: PUBLIC}) == [
            (Verdict.FINE, f"at work on this computer: {URL}")
        ]


def test_what_a_sleeping_laptop_means_is_said_in_plain_words(where: Installation) -> None:
    with noted(where) as note:
        note(URL)
        ((verdict, words),) = said(where, {PUBLIC_URL: PUBLIC}, sleeps=True)
    assert (verdict, words.split("; ")[1]) == (
        Verdict.NOTE,
        "this computer has a battery: the page is gone when it sleeps",
    )
    with noted(where, in_window=True) as note:
        note(URL)
        ((verdict, words),) = said(where, {PUBLIC_URL: PUBLIC, IN_WINDOW: True})
    assert verdict is Verdict.NOTE
    assert words.endswith("the page is gone when the window is closed or this computer sleeps")


def test_one_that_does_not_run_is_told(where: Installation) -> None:
    ((verdict, words),) = said(where, {PUBLIC_URL: PUBLIC})
    assert verdict is Verdict.NOTE
    assert f"links lead to {PUBLIC}, which has to be one elsewhere" in words
    ((verdict, words), _) = said(where, {IN_WINDOW: True})
    assert verdict is Verdict.NOTE
    assert "runs while the window is open" in words


def test_without_a_public_address_nobody_can_subscribe(where: Installation) -> None:
    assert said(where, {IN_WINDOW: True})[1:] == [(Verdict.NOTE, NO_ADDRESS)]
    local = said(where, {IN_WINDOW: True, PUBLIC_URL: URL})
    assert local[1:] == [(Verdict.NOTE, f"links lead to this computer alone: {URL}")]
