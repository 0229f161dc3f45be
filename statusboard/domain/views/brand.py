"""The page's own face, ready to be shown: colours, pictures by their paths, links and lines."""

from dataclasses import dataclass

from statusboard.domain.palette import Accent

# Where the files of it stand below the page. What is in one stands in its name.
FOLDER = "brand"


@dataclass(frozen=True, slots=True)
class BrandPicture:
    """A picture of the team's own: its path below the page, and its size on a screen."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BrandLink:
    """A link to somewhere else."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Brand:
    """What a team chose; whatever it did not choose is empty.

    `light` and `dark` are None where no colour was chosen. `logo_words` is what is read to people
    who do not see the logo; where it is empty, the page's name stands beside it. `icon` is a path
    or the address of a drawing in itself. `style` is the path of the stylesheet of colours and own
    rules, `has_css` whether there are own rules in it.
    """

    light: Accent | None = None
    dark: Accent | None = None
    logo: BrandPicture | None = None
    logo_dark: BrandPicture | None = None
    logo_words: str = ""
    icon: str = ""
    about: str = ""
    record: str = ""
    footer: str = ""
    header_links: tuple[BrandLink, ...] = ()
    footer_links: tuple[BrandLink, ...] = ()
    style: str = ""
    has_css: bool = False


PLAIN = Brand()
