"""Echoes: which parts of a secret a server may repeat, and what is left of one at a cut."""

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.echoes import HIDDEN, LENGTHY, Echoes, shapes_hidden

SECRETS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=6, max_size=20)
WRITTEN = {
    "plain": lambda text: text,
    "percent": lambda text: quote(text, safe=""),
    "small percent": lambda text: quote(text, safe="").lower(),
    "form": quote_plus,
    "json": lambda text: json.dumps(text)[1:-1],
    "html": html.escape,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
}


@given(secret=SECRETS, before=st.text(max_size=9), written=st.sampled_from(sorted(WRITTEN)))
def test_any_secret_is_hidden_in_any_form(secret: str, before: str, written: str) -> None:
    form = WRITTEN[written](secret)
    shown = Echoes.of([secret]).hide(f"{before} {form} and more")
    assert form not in shown
    assert HIDDEN in shown


@given(
    secret=SECRETS, cut=st.integers(4, 19), mark=st.sampled_from(["", "…", "\ufffd", "…” it is"])
)
def test_the_beginning_of_a_secret_at_a_cut_is_hidden(secret: str, cut: int, mark: str) -> None:
    shown = Echoes.of([secret]).hide(f"said: {secret[:cut]}{mark}")
    assert secret[:cut] not in shown.removesuffix(mark)


@pytest.mark.parametrize(
    ("secret", "part"),
    [
        ("Bearer abc-def-1", "abc-def-1"),
        ("anna:hunter22", "hunter22"),
        ('{"a": [{"b": "inside1"}, 5, true, null]}', "inside1"),
        ('["listed11"]', "listed11"),
        ("user=anna&pin=9876543", "9876543"),
        ("<a><b>between1</b></a>", "between1"),
        ("<a b='attribute1'/>", "attribute1"),
        ("first line\r\nsecond line\r\n", "second line"),
    ],
)
def test_what_may_be_repeated_alone_is_hidden_alone(secret: str, part: str) -> None:
    assert Echoes.of([secret]).hide(f"x {part} y") == f"x {HIDDEN} y"


def test_a_document_nested_beyond_measure_is_a_secret_like_any_other() -> None:
    deep = "[" * 100_000
    assert Echoes.of([deep]).hide(f"no {deep}") == f"no {HIDDEN}"


def test_a_secret_longer_than_any_quotation_is_known_by_what_it_holds() -> None:
    echoes = Echoes.of([json.dumps({"text": "x " * LENGTHY, "key": "hunter22"})])
    assert echoes.hide("no hunter22") == f"no {HIDDEN}"


def test_short_secrets_and_texts_without_any_stay_as_they_are() -> None:
    assert Echoes.of(["abc", "  ", ""]).hide("abc is no secret") == "abc is no secret"
    assert Echoes().hide("nothing to hide…") == "nothing to hide…"
    assert Echoes.of(["hunter22"]).hide("a good hunt") == "a good •••"


def test_the_secrets_of_two_are_those_of_both() -> None:
    one, other = Echoes.of(["hunter22"]), Echoes.of(["longer-hunter33"])
    assert (one + other).hide("hunter22 longer-hunter33") == f"{HIDDEN} {HIDDEN}"
    assert one + Echoes() is one
    assert (Echoes() + other).longest == other.longest > one.longest > len("hunter22")
    assert Echoes().longest == 0


def test_nothing_of_a_secret_is_in_what_python_says_of_it() -> None:
    assert "hunter" not in repr(Echoes.of(["hunter22"]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://anna:pw@host/x", "https://•••@host/x"),
        ("key NRAK-0123456789ABC.", "key NRAK-•••."),
        ("Authorization: Basic YW5uYTpodW50ZXI=", "Authorization: Basic •••"),
        ("/x?api_key=abcdef&page=2", "/x?api_key=•••&page=2"),
        ('{"password": "hunter22", "user": "anna"}', '{"password": "•••", "user": "anna"}'),
        ("page published at=folder generation=7", "page published at=folder generation=7"),
    ],
)
def test_what_looks_secret_is_hidden_where_nobody_knows_the_secret(text: str, shown: str) -> None:
    assert shapes_hidden(text) == shown
