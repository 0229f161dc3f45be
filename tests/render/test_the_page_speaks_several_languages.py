"""A page in several languages: each whole in its folder, and what nobody translated says so."""

import json
import re
import time
from dataclasses import replace
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import pytest

from statusboard.domain.languages import LANGUAGES
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.translation import Translation, digest_of
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.public import (
    PublicAnnouncement,
    PublicLink,
    PublicUpdate,
    PublicView,
)
from statusboard.domain.views.public_texts import PublicTexts
from statusboard.render.in_language import in_language
from statusboard.render.memory import SiteMemory
from statusboard.render.page import index_html
from statusboard.render.page_facts import page_facts
from statusboard.render.page_frame import Frames
from statusboard.render.page_words.known import WORDS
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from tests.fixtures.public import (
    MAJOR,
    UNKNOWN,
    Page,
    before,
    incident,
    maintenance,
    service,
    told_view,
    update,
    view,
)
from tests.fixtures.rich_site import rich_site

EVERY = tuple(LANGUAGES)
FURTHER = pytest.mark.parametrize("language", EVERY[1:])


def spoken(shown: PublicView, *languages: str) -> PublicView:
    return replace(shown, language=languages[0], languages=languages)


def everything() -> PublicView:
    """A page with each sort of page in it."""
    said = replace(
        update(80, IncidentStatus.RESOLVED, 400, "We are closed on Friday."),
        kind=UpdateKind.ANNOUNCEMENT,
    )
    return replace(
        told_view(),
        maintenances=(maintenance(1), maintenance(2, update(9, IncidentStatus.COMPLETED, 5_000))),
        announcements=(PublicAnnouncement("ann000000001", before(400), (said,)),),
    )


SITE = render_site(spoken(everything(), *EVERY))


def own_links(page: Page) -> list[str]:
    said = [e.attributes.get("href") or e.attributes.get("src") for e in page.elements]
    return [
        one for one in said if one and not one.startswith(("#", "data:", "https://", "mailto:"))
    ]


def test_every_language_has_every_page_at_the_same_path() -> None:
    own = {
        path
        for path in SITE
        if path.split("/")[0] not in EVERY
        and (path.endswith(".html") or path in {"status.txt", "history.atom", "feed.json"})
    }

    assert all(can_make(path) for path in SITE)
    for code in EVERY[1:]:
        assert {f"{code}/{path}" for path in own} <= SITE.keys()
    assert not can_make("xx/index.html")
    assert not can_make("de/api/v2/summary.json")
    assert list(SITE)[-1] == "index.html"


def test_every_link_of_every_language_leads_to_a_file_of_the_site() -> None:
    """A folder is its first page."""
    for path, content in SITE.items():
        if not path.endswith(".html"):
            continue
        page = Page.of(content)
        assert not page.open
        for link in own_links(page):
            there = normpath(join(dirname(path), link.partition("#")[0]))
            assert there in SITE or f"{there}/index.html" in SITE, (path, link)


def test_every_page_says_its_language_and_leads_to_the_others() -> None:
    for path, content in SITE.items():
        if not path.endswith(".html"):
            continue
        code = path.split("/")[0] if path.split("/")[0] in EVERY else "en"
        page = Page.of(content)
        (html,) = page.all("html")
        assert html.attributes["lang"] == code
        assert html.attributes["dir"] == ("rtl" if code == "ar" else "ltr")
        others = [e.attributes for e in page.all("link") if "hreflang" in e.attributes]
        assert [one["hreflang"] for one in others] == list(EVERY)
        here = path.removesuffix("index.html")
        assert f"https://status.northwind.example/{here}" in [one["href"] for one in others]
        named = [e for e in page.all("a") if "hreflang" in e.attributes]
        assert [e.text for e in named] == list(LANGUAGES.values())
        assert [e.attributes["hreflang"] for e in named if "aria-current" in e.attributes] == [code]


@FURTHER
def test_a_page_in_a_language_says_nothing_of_its_own_in_english(language: str) -> None:
    page = Page.of(SITE[f"{language}/index.html"])
    text = page.all("body")[0].text
    words = WORDS[language]

    for said in (words.headline.some_affected, words.home.past, words.rule.title):
        assert said in text
    for said in ("Past incidents", "observed", "operational", "started", "As of", "Written"):
        assert said not in text
    assert words.home.today in page.all("style")[0].text


def test_programs_read_the_same_files_whatever_languages_there_are() -> None:
    alone = render_site(everything())
    unspoken = {p for p in alone if p.startswith(("api/", "badge/"))} | {"metrics.txt"}

    assert {path: SITE[path] for path in unspoken} == {path: alone[path] for path in unspoken}
    assert not [path for path in alone if path.split("/")[0] in EVERY]
    assert b"hreflang" not in alone["index.html"]
    german = render_site(spoken(everything(), "de"))
    assert (
        json.loads(german["api/v2/summary.json"])["status"]["description"]
        == json.loads(alone["api/v2/summary.json"])["status"]["description"]
    )
    assert "Frühere Störungen" in german["index.html"].decode()


def test_a_feed_is_in_its_language_and_leads_to_its_pages() -> None:
    feed = ElementTree.fromstring(SITE["de/history.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    addresses = [e.attrib["href"] for e in feed.iter(f"{atom}link")]

    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "de"
    assert all(one.startswith("https://status.northwind.example/de") for one in addresses)
    assert "Wird beobachtet" in SITE["de/history.atom"].decode()
    own = ElementTree.fromstring(SITE["history.atom"])
    ids = [{e.text for e in each.iter(f"{atom}id")} for each in (own, feed)]
    assert not ids[0] & ids[1]
    assert json.loads(SITE["ja/feed.json"])["language"] == "ja"


def test_a_sitemap_names_each_page_in_every_language() -> None:
    tree = ElementTree.fromstring(SITE["sitemap.xml"])
    for url in tree:
        others = [e.attrib["hreflang"] for e in url if "hreflang" in e.attrib]
        assert others == list(EVERY)


def translated(of: str) -> PublicUpdate:
    """Something said in English, whose German was made of `of`."""
    said = Wording(
        title="Card payments fail",
        status=IncidentStatus.INVESTIGATING,
        body="We are looking into it.",
        translations=(
            Translation(
                "de",
                "Kartenzahlungen schlagen fehl",
                "Wir gehen dem nach.",
                digest_of("Card payments fail", of),
            ),
        ),
    )
    return replace(update(1, IncidentStatus.INVESTIGATING, 15), wording=said)


def notice_in(language: str, of: str = "We are looking into it.") -> tuple[Page, str]:
    shown = incident(1, translated(of), title="Card payments fail")
    site = render_site(spoken(view(service(1), incidents=(shown,)), "en", "de", "ar"))
    page = Page.of(site[f"{language}/incidents/inc000000001/index.html"])
    return page, page.all("main")[0].text


def test_a_notice_is_read_in_the_language_that_it_was_translated_into() -> None:
    page, text = notice_in("de")

    assert page.all("h1")[0].text == "Kartenzahlungen schlagen fehl"
    assert "Wir gehen dem nach." in text
    assert "We are looking into it." not in text
    assert "Englisch" not in text


def test_a_notice_that_nobody_translated_says_in_which_language_it_is() -> None:
    page, text = notice_in("ar")

    assert "هذا البلاغ باللغة الإنجليزية." in text
    (body,) = [e for e in page.all("div") if e.attributes.get("class") == "text"]
    assert (body.attributes["lang"], body.attributes["dir"]) == ("en", "ltr")
    assert page.all("h1")[0].attributes["lang"] == "en"


def test_a_title_that_nobody_translated_says_its_language_in_every_list() -> None:
    site = rich_site()
    for path, sort in (
        ("history/index.html", "maintenance"),
        ("history/index.html", "announcements"),
        ("services/svc000000001/index.html", "incidents"),
        ("services/svc000000004/index.html", "maintenance"),
        ("incidents/inc000000001/index.html", "incidents"),
    ):
        flagged = (
            f'/{sort}/[^"]+"><bdi lang="en">[^<]+</bdi></a> <span [^>]+ lang="en">\\(English\\)<'
        )
        assert re.search(flagged, site[f"ar/{path}"].decode()), (path, sort)
        assert "(English)" not in site[path].decode()


def test_a_translation_of_an_earlier_text_stands_above_the_one_that_holds() -> None:
    page, text = notice_in("de", of="We know nothing yet.")

    assert WORDS["de"].notice.lags in text
    assert text.index("Wir gehen dem nach.") < text.index("We are looking into it.")
    (original,) = [e for e in page.all("div") if e.attributes.get("class") == "text original"]
    assert original.attributes["lang"] == "en"


def test_a_title_of_an_earlier_notice_is_never_read_as_the_one_that_holds() -> None:
    said = translated("We are looking into it.")
    said = replace(said, wording=replace(said.wording, title="Orders are lost"))
    shown = incident(1, said, title="Orders are lost")
    site = render_site(spoken(view(service(1), incidents=(shown,)), "en", "de"))
    for path, content in site.items():
        assert b"Kartenzahlungen" not in content, path
    page = Page.of(site["de/incidents/inc000000001/index.html"])
    assert page.all("h1")[0].text == "Orders are lost"
    assert page.all("h1")[0].attributes["lang"] == "en"


def test_the_teams_own_texts_are_said_in_each_language_where_they_are() -> None:
    shown = spoken(view(service(1)), "en", "de", "fr")
    shown = replace(
        shown,
        brand=replace(shown.brand, about="Everything for shops", footer="Northwind Ltd"),
        texts=(PublicTexts("de", name="Nordwind", about="Alles für Läden"),),
    )
    site = render_site(shown)

    german, french = (
        Page.of(site[f"{code}/index.html"]).all("body")[0].text for code in ("de", "fr")
    )
    assert "Nordwind" in german
    assert "Alles für Läden" in german
    assert "Northwind Ltd" in german
    assert "Everything for shops" in french


def test_the_home_page_is_light_in_every_language() -> None:
    """Fifty services, with a day of trouble or weeks without data each, and all past incidents."""
    unseen = dict.fromkeys(range(30), UNKNOWN)
    services = tuple(
        service(n, f"Service number {n}", days={n: MAJOR} if n % 5 else unseen)
        for n in range(1, 51)
    )
    said = "We found the cause and are working on it. " * 3
    past = tuple(
        incident(n, update(n, IncidentStatus.RESOLVED, 1440.0 * n, said), title=f"Trouble {n}")
        for n in range(1, 31)
    )
    shown = spoken(view(*services, incidents=past), *EVERY)

    for code in EVERY:
        page = index_html(Frames(page_facts(in_language(shown, code))))
        assert len(page.encode()) < 60_000, code


def test_what_did_not_change_is_rendered_again_in_no_language() -> None:
    over = tuple(
        incident(n, update(n, IncidentStatus.RESOLVED, 1440.0 * n, "It works again."))
        for n in range(1, 31)
    )
    memory = SiteMemory()
    shown = spoken(view(service(1), incidents=over), *EVERY[:4])
    begun = time.thread_time()
    site = render_site(shown, memory)
    first_s = time.thread_time() - begun
    begun = time.thread_time()

    assert render_site(shown, memory) == site
    assert time.thread_time() - begun < first_s * 0.5


def test_a_page_in_another_language_than_texts_are_written_in_says_the_same_to_programs() -> None:
    """And says it anew where the original changes, and its translation does not."""
    memory = SiteMemory()
    for title in ("Orders wait", "Orders wait longer"):
        said = update(1, IncidentStatus.RESOLVED, 60.0, "It works again.")
        german = Translation("de", "Bestellungen warten", "Es geht wieder.")
        german = german.now_of(title, said.wording.body)
        one = incident(
            1, replace(said, wording=replace(said.wording, translations=(german,))), title=title
        )
        other = incident(
            *(2, update(2, IncidentStatus.RESOLVED, 90.0, "We look into it.")),
            continues_in=PublicLink(one.public_id, title),
        )
        shown = replace(
            spoken(view(service(1), incidents=(one, other)), "de", "en"), written_in="en"
        )
        site = render_site(shown, memory)

        assert site == render_site(shown)
        files = [f"api/v2/incidents/{each.public_id}.json" for each in (one, other)]
        for read in (json.loads(site[path])["incident"] for path in files):
            assert "Bestellungen warten" in json.dumps(read)
        assert "Bestellungen warten" in site["history.json"].decode()
