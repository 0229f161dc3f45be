"""What the public API says of corrections, withdrawals and joined incidents.

Statuspage's format has no fields for them. What it has are the words: programs show names and
bodies to people, so that is where it is said.
"""

from urllib.parse import quote
from zoneinfo import ZoneInfo

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.picture import with_addresses
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import (
    PublicIncident,
    PublicMaintenance,
    PublicUpdate,
    PublicView,
)
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.identity import home_of
from statusboard.render.moments import Moments
from statusboard.render.update_words import WITHDRAWN, corrects_words, taken_back_word
from statusboard.render.words import incident_word


def name_in_api(incident: PublicIncident) -> str:
    """The name of an incident; one that should never have been published says so."""
    name = clean_line(incident.wording.title)
    return f"{WITHDRAWN}: {name}" if incident.is_withdrawn else name


def work_name_in_api(one: PublicMaintenance) -> str:
    """The name of planned work; what does not take place says so."""
    name = clean_line(one.wording.title)
    is_cancelled = one.status is IncidentStatus.CANCELLED
    return f"{incident_word(one.status)}: {name}" if is_cancelled else name


def body_in_api(view: PublicView, incident: PublicIncident | None, update: PublicUpdate) -> str:
    """The words of an update, after what became of them and before where it goes on.

    `incident` is None for planned work, which goes on nowhere else.
    """
    moments = Moments(ZoneInfo(view.zone))
    lines = []
    if update.taken_back_at is not None:
        lines.append(f"{taken_back_word(update)} {moments.full(update.taken_back_at).text}:")
    if update.corrects_at is not None:
        lines.append(f"{corrects_words(update)}, {moments.full(update.corrects_at).text}.")
    body = with_addresses(without_comments(update.wording.body), view.page_url)
    lines.append(clean_text(body))
    other = None if incident is None else incident.continues_in
    if incident is not None and other is not None and update is incident.updates[0]:
        address = incident_address(view, other.public_id)
        where = f": {address}" if address else "."
        lines.append(f"Continues in “{clean_line(other.title)}”{where}")
    return "\n\n".join(lines)


def incident_address(view: PublicView, public_id: str) -> str:
    """The permanent address of an incident; empty where nobody has said where the page is."""
    return _address(view, "incidents", public_id)


def maintenance_address(view: PublicView, public_id: str) -> str:
    """The permanent address of planned work; empty where nobody has said where the page is."""
    return _address(view, "maintenance", public_id)


def _address(view: PublicView, folder: str, public_id: str) -> str:
    if not view.page_url:
        return ""
    return f"{home_of(view)}/{folder}/{quote(public_id)}/"
