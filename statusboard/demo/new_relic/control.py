"""Gives orders to a running stand-in: what the demo's story and the tests call."""

from dataclasses import dataclass, field

import httpx
import msgspec

from statusboard.demo.new_relic.estate import Entity
from statusboard.demo.new_relic.faults import FaultName
from statusboard.demo.new_relic.orders import FaultOrder, Order
from statusboard.errors import RuleBroken, Unavailable


@dataclass(slots=True)
class Control:
    """The control address of a stand-in. Close it with `aclose`."""

    url: str
    _client: httpx.AsyncClient = field(
        default_factory=lambda: httpx.AsyncClient(trust_env=False, verify=False, timeout=5)  # noqa: S501 - loopback http
    )

    async def order(self, order: Order) -> None:
        """Carries an order out. Raises RuleBroken for one that makes no sense there."""
        await self._post(self.url, msgspec.json.encode(order))

    async def _post(self, url: str, content: bytes) -> None:
        try:
            answer = await self._client.post(url, content=content)
        except httpx.TransportError as error:
            raise Unavailable("The stand-in New Relic does not answer.") from error
        if answer.status_code != 200:
            raise RuleBroken(f"The stand-in New Relic refused: {answer.text}")

    async def play(self, scenario: str) -> None:
        """Begins a scenario, of which this is the text. Raises RuleBroken where it makes no sense.

        What is due is carried out when the stand-in is asked next.
        """
        await self._post(f"{self.url}/scenario", scenario.encode())

    async def set_entity(self, guid: str, **changes: object) -> None:
        """Changes an entity: alertSeverity, reporting, locationsFailing, statusValue and others."""
        entity: Entity = dict(changes)
        await self.order(Order(entities={guid: entity}))

    async def fail(self, name: FaultName, *, times: int | None = None, target: str = "") -> None:
        """Switches a fault on, for some requests or until `heal`."""
        await self.order(Order(fault=FaultOrder(name, times, target=target)))

    async def heal(self) -> None:
        """Switches all faults off."""
        await self.order(Order(clear=True))

    async def aclose(self) -> None:
        """Closes its connections."""
        await self._client.aclose()
