"""What stands around every form: the page's name, the way back, the language, whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from statusboard.domain.views.visiting import Offer
from statusboard.render.addresses import is_permitted
from statusboard.render.brand_css import initial_icon
from statusboard.render.clean import clean_line
from statusboard.render.forms.languages import LANGUAGES, words_in
from statusboard.render.forms.style import POLICY, stylesheet_path
from statusboard.render.forms.words import Words
from statusboard.render.templates import templates_in


@dataclass(frozen=True, slots=True)
class Visit:
    """For whom a form is shown, and where.

    `root` leads from the address of this form to the public address of the page server: empty, or
    such as `../`. `asked` is the language, where a link asked for it and not the browser: forms
    that follow are in it too. `stamp` goes along with a form and comes back with it, unread
    (fields.stamp_of).
    """

    language: str = "en"
    root: str = ""
    asked: str = ""
    stamp: str = ""
    is_demo: bool = False

    @property
    def words(self) -> Words:
        """The words it is shown in."""
        return words_in(self.language)

    def to(self, path: str) -> str:
        """Where another form stands, by its path below the public address."""
        return f"{self.root}{path}?lang={self.asked}" if self.asked else self.root + path


def _way_back(offer: Offer, visit: Visit) -> str:
    """Where the page stands in the language of the form; in its own where it does not speak it."""
    said = clean_line(offer.page_url)
    home = said if is_web(said) else visit.root or "./"
    spoken = visit.words.language
    return f"{home.rstrip('/')}/{spoken}/" if spoken in offer.further else home


def form_html(
    template: str,
    offer: Offer,
    visit: Visit,
    heading: str,
    *,
    may_switch: bool = False,
    **given: object,
) -> bytes:
    """A form, or what is said in its place. `may_switch`: it can be asked for in other languages.

    What answers a form cannot: asked for once more it would be another page.
    """
    words = visit.words
    contact = contact_link(offer)
    name = clean_line(offer.page_name) or "Status"
    html = (
        templates_in("forms")
        .get_template(template)
        .render(
            words=words,
            visit=visit,
            heading=heading,
            name=name,
            brand=offer.brand,
            icon=initial_icon(name[:1].upper(), offer.brand.light),
            page_url=_way_back(offer, visit),
            languages=tuple(LANGUAGES.values()) if may_switch else (),
            questions=filled(words.questions, contact=contact) if contact else "",
            policy=POLICY,
            stylesheet=stylesheet_path(),
            **given,
        )
    )
    return html.encode("utf-8", "replace")


def is_web(url: str) -> bool:
    """Whether an address leads to a page."""
    return url.startswith(("https://", "http://")) and is_permitted(url)


def contact_link(offer: Offer) -> Markup | None:
    """The address for questions, as a link; None where there is none."""
    contact = clean_line(offer.contact)
    return Markup('<a href="mailto:{0}">{0}</a>').format(contact) if contact else None


def filled(sentence: str, **names: str | Markup) -> Markup:
    """A sentence with names in it, each kept apart in writing direction from what is around it."""
    apart: Mapping[str, Markup] = {
        name: Markup("<bdi>{}</bdi>").format(value) for name, value in names.items()
    }
    return escape(sentence).format(**apart)
