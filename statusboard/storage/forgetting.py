"""Takes an address out of the ledger: what was sent stays there, to nobody."""

from sqlalchemy import ColumnElement, case, update

from statusboard.storage.closings import close
from statusboard.storage.tables import DELIVERY
from statusboard.storage.unit import Unit

ERASED = "the address was erased"


def forget_address(unit: Unit, which: ColumnElement[bool]) -> None:
    """Sends nothing more of those rows, and keeps neither address nor what a provider said of it.

    A provider's words may name the address.
    """
    close(unit, which, ERASED)
    kept_reason = case((DELIVERY.c.reason == ERASED, ERASED), else_="")
    unit.connection.execute(
        update(DELIVERY).where(which).values(address="", receipt="", reason=kept_reason)
    )
