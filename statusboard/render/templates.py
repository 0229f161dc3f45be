"""Where templates come from: the folders of `resources`, each with its own way with blank lines."""

from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from statusboard.domain.languages import own_name


def read_resource(folder: str, name: str) -> str:
    """The text of a file in a folder of `resources`."""
    return (resources.files("resources") / folder / name).read_text(encoding="utf-8")


@cache
def templates_in(folder: str, *, trims: bool = False) -> Environment:
    """The templates of a folder; whatever they are given is escaped, and a missing value raises.

    `trims`: a line with nothing but a tag leaves none behind.
    """
    made = Environment(
        loader=FunctionLoader(lambda name: read_resource(folder, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trims,
        lstrip_blocks=trims,
        auto_reload=False,
    )
    made.filters["fill"] = filled
    made.filters["own_name"] = own_name
    return made


@cache
def template_of(folder: str, name: str) -> Template:
    """One template of a folder, compiled once in a program."""
    return templates_in(folder).get_template(name)


def filled(words: str, **given: object) -> Markup:
    """A text of ours with HTML or texts put into its braces; whatever is no HTML is escaped."""
    said = {name: escape(one) for name, one in given.items()}
    return Markup(words.format(**said))  # noqa: S704 - the words of a language are ours
