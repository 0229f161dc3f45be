"""What a page was rendered as before is used where nothing of it is another by now, and only there.

A page rendered with a memory is the same as one rendered anew, whatever changed between them.
"""

from dataclasses import replace
from datetime import timedelta

from statusboard.domain.views.brand import Brand, BrandLink
from statusboard.domain.views.public_texts import PublicTexts
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from tests.bench.render_bench import a_view

SHOWN = replace(a_view(2, services=1), languages=("en", "de"))
FIRST, SECOND = SHOWN.incidents
NEWEST = FIRST.updates[0]
RETITLED = replace(NEWEST, wording=replace(NEWEST.wording, title="Called otherwise"))
CHANGES: dict[str, object] = {
    "page_name": "Southwind",
    "page_url": "https://status.southwind.example",
    "zone": "America/New_York",
    "is_demo": not SHOWN.is_demo,
    "as_of": SHOWN.as_of + timedelta(hours=30),
    "first_day": SHOWN.first_day - timedelta(days=400),
    "services": (replace(SHOWN.services[0], name="Another name"), *SHOWN.services[1:]),
    "incidents": (replace(FIRST, updates=(RETITLED, *FIRST.updates[1:])), SECOND),
    "brand": Brand(footer="Southwind Ltd", header_links=(BrandLink("Shop", "https://s.example"),)),
    "written_in": "de",
    "texts": (PublicTexts("de", name="Südwind", about="Unser Dienst", footer="Südwind GmbH"),),
    "has_sign_in": True,
    "languages": ("en", "ar"),
}


def test_after_each_change_every_file_is_as_if_it_were_made_anew() -> None:
    shown, memory = SHOWN, SiteMemory()
    before = render_site(shown, memory)
    for field, value in CHANGES.items():
        shown = replace(shown, **{field: value})  # type: ignore[arg-type]
        anew, remembered = render_site(shown), render_site(shown, memory)
        assert anew != before, field
        assert [path for path in anew if remembered[path] != anew[path]] == [], field
        before = anew
