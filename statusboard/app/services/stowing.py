"""Puts the secrets of configurations into the key store, and leaves references in their place.

Done before the transaction that writes the configuration. A secret is never changed under its
name: another one gets another name, so that a transaction that fails has lost nothing. What no
configuration refers to is forgotten later (`sweeping`).
"""

import re
import secrets as chance
from dataclasses import dataclass, field, replace

from statusboard.app.doorway import Doorway
from statusboard.app.services.faults import within_part
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.app.services.rules import Kinds
from statusboard.app.services.secrets import refuse_references, turned
from statusboard.catalog.references import MASK, reference
from statusboard.catalog.secret import Secret

# What the names of secrets begin with, by what sends them: nothing sends any other secret.
CHECKS = "check."
TARGETS = "target."
CHANNELS = "channel."
ASSISTANT = "helper."
PREFIXES = (CHECKS, TARGETS, CHANNELS, ASSISTANT)
LABEL_LENGTH = 40


@dataclass(slots=True)
class Stowing:
    """One round of putting secrets away.

    The same secret under the same label is kept once, however many checks send it: on another
    machine it has to be entered once. `prefix` is one of `PREFIXES`. `allow_file`: the person
    agreed to files. `together`: new ones wait for `write`, which keeps them all at once.
    """

    door: Doorway
    prefix: str
    allow_file: bool = False
    together: bool = False
    _waiting: dict[str, Secret] = field(init=False, default_factory=dict, repr=False)
    _known: dict[tuple[str, Secret], str] | None = field(init=False, default=None, repr=False)

    def service(self, service: ServiceInput, kinds: Kinds) -> ServiceInput:
        """The service with references in the place of its secrets; masks stay.

        Raises RuleBroken with the field `allow_file` where the person has to agree to files,
        Unavailable where the key store does not answer.
        """
        checks = []
        for number, check in enumerate(service.checks):
            with within_part(f"checks.{number}"):
                checks.append(self._check(check, kinds))
        return replace(service, checks=tuple(checks))

    def _check(self, check: CheckInput, kinds: Kinds) -> CheckInput:
        kind = kinds.get(check.kind)
        if kind is None:
            return check
        refuse_references(check.config)
        return replace(check, config=turned(kind, check.config, self.turn))

    def turn(self, name: str, text: str) -> str:
        """The reference that takes the place of a secret, which is kept by then."""
        if text == MASK:
            return text
        if self._known is None:
            self.door.secrets.agree(allow_file=self.allow_file)
        label, secret = label_of(name), Secret(text)
        kept = self._kept().get((label, secret))
        is_new = kept is None
        if kept is None:
            kept = f"{self.prefix}{label}.{chance.token_hex(4)}"
        # Renewed where it is kept already: what is new is not forgotten meanwhile.
        if kept not in self._waiting and (is_new or not self.door.secrets.renew(kept)):
            self._waiting[kept] = secret
        if not self.together:
            self.write()
        self._kept()[label, secret] = kept
        return reference(kept)

    def write(self) -> None:
        """Keeps what waits for it. Raises Unavailable where the key store does not answer."""
        if self._waiting:
            self.door.secrets.write_together(self._waiting, allow_file=self.allow_file)
            self._waiting.clear()

    def known(self, name: str, text: str) -> str:
        """The reference to a secret that is kept already; a mask for any other."""
        kept = self._kept().get((label_of(name), Secret(text)))
        return MASK if kept is None else reference(kept)

    def _kept(self) -> dict[tuple[str, Secret], str]:
        if self._known is None:
            self._known = {}
            for name in sorted(self.door.secrets.names()):
                secret = self.door.secrets.read(name) if name.startswith(self.prefix) else None
                if secret is not None:
                    self._known[name.removeprefix(self.prefix).rpartition(".")[0], secret] = name
        return self._known


def label_of(name: str) -> str:
    """What a field, header or parameter is called, as a part of a secret's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:LABEL_LENGTH].strip("-") or "secret"
