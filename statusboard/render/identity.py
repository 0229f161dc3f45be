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


def announcement_address(view: PublicView, public_id: str) -> str:
    """The permanent address of an announcement; empty where nobody has said where the page is."""
    base = base_of(view)
    return f"{base}/announcements/{public_id}/" if base else ""
