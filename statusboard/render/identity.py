"""What the page is called, and where it is, in files that programs read."""

from statusboard.domain.views.public import PublicView
from statusboard.render.clean import clean_line

DEMO_MARK = " (sample data)"


def page_name(view: PublicView) -> str:
    """What the page is called; sample data says so."""
    return (clean_line(view.page_name) or "Status") + (DEMO_MARK if view.is_demo else "")


def base_of(view: PublicView) -> str:
    """The page's address without a slash at its end; empty where nobody has said it."""
    return view.page_url.rstrip("/")


def home_of(view: PublicView) -> str:
    """The address of the first page in the language of the view, without a slash at its end."""
    base = base_of(view)
    return f"{base}/{view.folder}".rstrip("/") if base else ""


def site_root(view: PublicView, root: str) -> str:
    """The way to where all languages share their files; `root` leads to the first page of one."""
    return f"../{root}" if view.folder else root


def announcement_address(view: PublicView, public_id: str) -> str:
    """The permanent address of an announcement; empty where nobody has said where the page is."""
    base = home_of(view)
    return f"{base}/announcements/{public_id}/" if base else ""
