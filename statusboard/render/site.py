"""The whole site as files: the page, a page per incident, the API. Same view, same bytes."""

from statusboard.domain.views.public import PublicView
from statusboard.render.page import incident_html, index_html
from statusboard.render.page_facts import page_facts
from statusboard.render.statuspage_api import api_files


def render_site(view: PublicView) -> dict[str, bytes]:
    """Every file by its path, in the order in which they may appear before visitors.

    What others refer to comes first: the incidents' pages, then the API, the page itself last.
    """
    page = page_facts(view)
    files = {
        f"incidents/{incident.public_id}/index.html": incident_html(page, view, incident).encode()
        for incident in sorted(view.incidents, key=lambda i: i.public_id)
    }
    files |= api_files(view)
    files["index.html"] = index_html(page).encode()
    return files
