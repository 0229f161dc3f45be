"""A connection over SSH, signed in, and each step over it with an end.

asyncssh lives on a loop of its own that runs only while a step does, in the thread of whoever
asked. So nothing of it outlives the connection, and no other loop knows of it.
"""

import asyncio
import re
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

import asyncssh

from statusboard.catalog.declaration import Config
from statusboard.errors import RuleBroken
from statusboard.targets.ssh.failures import told
from statusboard.targets.ssh.host_key import Gatekeeper

Value = TypeVar("Value")

# What OpenSSH writes; another form, with headers before its body, is taken as it stands.
_ARMOURED = re.compile(
    r"(?P<begin>-----BEGIN [A-Z ]+-----)(?P<body>[A-Za-z0-9+/=\s]+)(?P<end>-----END [A-Z ]+-----)"
)
CONNECT_TIMEOUT_S = 8.0
STEP_TIMEOUT_S = 20.0
_GOODBYE_S = 1.0


@dataclass(frozen=True, slots=True)
class Connection:
    """The connection, and the loop that it lives on."""

    runner: asyncio.Runner
    ssh: asyncssh.SSHClientConnection

    def run(self, step: Awaitable[Value], timeout_s: float = STEP_TIMEOUT_S) -> Value:
        """What a step comes to. Raises what it raises; TimeoutError where it takes too long."""
        return self.runner.run(_within(step, timeout_s))


@contextmanager
def connected(config: Config) -> Iterator[Connection]:
    """A connection to the server as the user, until the end of the block.

    Raises Hindrance; RuleBroken with the field `host_key` where nobody has confirmed the server's
    key yet, and with `key` where the private key cannot be read.
    """
    gate = Gatekeeper(str(config.get("host_key") or ""))
    with asyncio.Runner() as runner:
        with told(), gate.asking():
            ssh = runner.run(_within(_signed_in(config, gate), CONNECT_TIMEOUT_S))
        try:
            yield Connection(runner, ssh)
        finally:
            ssh.abort()
            with suppress(Exception):
                runner.run(_within(ssh.wait_closed(), _GOODBYE_S))


async def _within(step: Awaitable[Value], timeout_s: float) -> Value:
    async with asyncio.timeout(timeout_s):
        return await step


async def _signed_in(config: Config, gate: Gatekeeper) -> asyncssh.SSHClientConnection:
    """Raises what asyncssh does, and RuleBroken."""
    from_address = str(config.get("from_address") or "")
    is_by_key = config.get("sign_in") == "key"
    keys = [_private_key(str(config.get("key") or ""))] if is_by_key else None
    return await asyncssh.connect(
        str(config.get("host")),
        int(str(config.get("port") or 22)),
        local_addr=(from_address, 0) if from_address else (),
        config=None,
        known_hosts=((), (), ()),
        client_factory=lambda: gate,
        username=str(config.get("user")),
        password=None if is_by_key else str(config.get("password") or ""),
        client_keys=keys,
        agent_path=None,
        gss_auth=False,
        gss_kex=False,
    )


def _private_key(text: str) -> asyncssh.SSHKey:
    """The key; its lines may have become one on their way through a control of one line."""
    lines = text.strip() + "\n"
    found = _ARMOURED.fullmatch(text.strip())
    if found is not None:
        body = "".join(found["body"].split())
        lines = "\n".join((found["begin"], body, found["end"], ""))
    try:
        return asyncssh.import_private_key(lines)
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise RuleBroken(
            "The private key cannot be read. Paste the whole text of its file, from BEGIN to END; "
            "a key with a passphrase is of no use here.",
            field="key",
        ) from error
