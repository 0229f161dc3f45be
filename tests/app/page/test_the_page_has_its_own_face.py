"""A team's own face reaches the page, its forms and mails, and leaves them again."""

from dataclasses import replace

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.page.brand import brand_files
from statusboard.app.page.choices import told
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.next_step import site_of
from statusboard.app.page.public import PUBLIC
from statusboard.app.services.kinds import check_kinds
from statusboard.app.visitors.queries import OFFER
from statusboard.catalog.own_picture import text_of
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.message import UpdateMessage
from statusboard.errors import RuleBroken
from statusboard.render.forms.frame import Visit
from statusboard.render.forms.subscribing import subscribe_html
from statusboard.render.mail import mail_of
from statusboard.render.site_paths import can_make
from statusboard.server.media import media_type
from statusboard.storage.database import Database
from tests.fixtures.offers import OFFER as OFFERED
from tests.fixtures.public import NOW, Page
from tests.fixtures.settings import png
from tests.fixtures.speaking import Newsroom

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 20'><script>x</script></svg>"
FILE = """[page]
name = "Northwind"
url = "https://status.northwind.example"

[brand]
accent = "#7A1F2B"
logo = "logo.svg"
icon = "icon.png"
about = "All that shops need <b>here</b>."
record = "Track record"
footer = "Northwind GmbH, Bremen"
header_links = "Help https://northwind.example/help"
footer_links = "Imprint https://northwind.example/imprint"
css = "h1 { letter-spacing: 0 }"
"""
CONTENTS = {"logo.svg": SVG, "icon.png": png(32, 32)}


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


def applied(newsroom: Newsroom, text: str) -> tuple[str, ...]:
    read = parse_desk(text, check_kinds(), target_kinds(), beside=CONTENTS.__getitem__)
    lines: tuple[str, ...] = newsroom.do(apply_desk, read).lines
    return lines


def test_the_file_brings_it_there_and_back(newsroom: Newsroom) -> None:
    lines = applied(newsroom, FILE)
    assert "changed brand.logo: SVG, 1 kB (was none)" in lines
    assert "changed brand.accent: #7A1F2B (was none)" in lines
    assert applied(newsroom, FILE) == ()

    text = newsroom.ask(EXPORT_DESK)

    assert 'logo = "data:image/svg+xml;base64,' in text
    assert applied(newsroom, text) == ()
    with pytest.raises(RuleBroken, match="line 7: logo: The file is no PNG"):
        parse_desk(FILE, check_kinds(), target_kinds(), beside=lambda _name: b"no picture")
    with pytest.raises(RuleBroken, match=r"line 7: logo: “logo\.svg” names a file"):
        parse_desk(FILE, check_kinds(), target_kinds())


def test_every_page_shows_it_and_loads_nothing_else(newsroom: Newsroom) -> None:
    applied(newsroom, FILE)
    site = site_of(newsroom.ask(PUBLIC))

    own = sorted(path for path in site.files if path.startswith("brand/"))
    sorts = [media_type(path) for path in own]
    assert sorts == [b"image/png", b"image/svg+xml; charset=utf-8", b"text/css; charset=utf-8"]
    assert all(map(can_make, own))
    assert b"script" not in site.files[own[1]]
    for path in ("index.html", "history/index.html"):
        up = "../" * path.count("/")
        html = site.files[path].decode()
        page = Page.of(html)
        (logo,) = page.all("img")
        assert logo.attributes["src"] == f"{up}{own[1]}"
        assert (logo.attributes["width"], logo.attributes["height"]) == ("160", "40")
        loads = {e.attributes["rel"]: e.attributes["href"] for e in page.all("link")}
        assert loads["icon"] == f"{up}{own[0]}"
        assert loads["stylesheet"] == f"{up}{own[2]}"
        assert "style-src 'self' 'sha256-" in html
        assert ":root{--accent:#7A1F2B;--on-accent:#FFFFFF}" in html
        # What the page is drawn with is what was just said, under the same name.
        assert "background:var(--accent);color:var(--on-accent)" in html
        leads = {e.attributes.get("href") for e in page.all("a")}
        assert {"https://northwind.example/help", "https://northwind.example/imprint"} <= leads
        assert "Northwind GmbH, Bremen" in html
    home = site.files["index.html"].decode()
    assert "All that shops need &lt;b&gt;here&lt;/b&gt;." in home
    assert "<bdi>Track record</bdi>: " in home
    metas = [e.attributes for e in Page.of(home).all("meta")]
    said = {one.get("property"): one.get("content") for one in metas}
    assert str(said["og:title"]).startswith("Northwind: ")
    assert said["og:site_name"] == "Northwind"


@pytest.mark.parametrize(
    ("logo", "is_icon"), [((64, 60), True), ((160, 40), False), ((600, 600), False)]
)
def test_a_logo_as_good_as_square_is_the_icon_too(logo: tuple[int, int], is_icon: bool) -> None:
    chosen = {"brand.logo": text_of(png(*logo))}
    brand = brand_files(chosen).brand
    own = brand_files({**chosen, "brand.icon": text_of(png(32, 32))}).brand

    assert brand.logo is not None
    assert brand.icon == (brand.logo.path if is_icon else "")
    assert own.icon.startswith("brand/icon-")


def test_the_forms_wear_it_too(newsroom: Newsroom) -> None:
    applied(newsroom, FILE)
    offer = replace(OFFERED, brand=newsroom.ask(OFFER).brand)
    page = Page.of(subscribe_html(offer, Visit(root="../")))

    (logo,) = page.all("img")
    assert str(logo.attributes["src"]).startswith("../brand/logo-")
    sheets = [e.attributes["href"] for e in page.all("link") if e.attributes["rel"] == "stylesheet"]
    assert str(sheets[-1]).startswith("../brand/style-")
    files = dict(newsroom.ask(PUBLIC).brand_files)
    style = files[str(sheets[-1]).removeprefix("../")].decode()
    assert "--accent:#7A1F2B" in style
    assert "letter-spacing" in style


def test_what_was_taken_back_is_gone_everywhere(newsroom: Newsroom) -> None:
    plain = site_of(newsroom.ask(PUBLIC)).files["index.html"]
    applied(newsroom, FILE)
    names = ("accent", "logo", "icon", "about", "record", "footer", "header_links")
    newsroom.do(
        choose_settings,
        ChooseSettings({f"brand.{name}": None for name in (*names, "footer_links", "css")}),
    )
    newsroom.do(choose_settings, ChooseSettings({"page.name": None, "page.url": None}))
    files = site_of(newsroom.ask(PUBLIC)).files
    assert not [path for path in files if path.startswith("brand/")]
    assert b"7A1F2B" not in files["index.html"]
    assert files["index.html"].partition(b"<body>")[0] == plain.partition(b"<body>")[0]


def test_a_mail_has_the_colour_and_the_name_and_no_picture(newsroom: Newsroom) -> None:
    applied(newsroom, FILE)
    brand = newsroom.ask(PUBLIC).brand
    message = UpdateMessage(
        "Northwind & Co",
        "https://status.northwind.example/incidents/inc000000001/",
        "UTC",
        Wording(title="Cards", status=IncidentStatus.INVESTIGATING, body="We are on it."),
        NOW,
        1,
        light=brand.light,
        dark=brand.dark,
    )
    html = mail_of(message).html
    page = Page.of(html)
    assert not page.all("img")
    assert ".words a, .brand { color: #7A1F2B; }" in html
    assert 'color:#7A1F2B">Northwind &amp; Co</p>' in html


def test_the_trail_tells_of_a_picture_by_its_size() -> None:
    assert told("brand.logo", text_of(b"x" * 5_000)) == "FILE, 6 kB"
    assert len(str(told("brand.css", "a" * 30_000))) < 1_100
