"""How a question says who asks: by user and password, by a token, or by one that is fetched."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from statusboard.catalog.declaration import Config
from statusboard.probes.web.route import Route
from statusboard.probes.web.tokens import TokenRequest


@dataclass(frozen=True, slots=True)
class SignIn:
    """`headers` to send, `secrets` never to repeat, and a `token` to be fetched before."""

    headers: Mapping[str, str]
    secrets: tuple[str, ...] = ()
    token: TokenRequest | None = None


def sign_in_of(config: Config, route: Route, *, verify: bool) -> SignIn:
    """How the configuration says to sign in."""

    def said(name: str) -> str:
        return str(config.get(name) or "")

    match config.get("sign_in"):
        case "basic":
            user, password = said("user"), said("password")
            pair = base64.b64encode(f"{user}:{password}".encode()).decode()
            headers = {"Authorization": f"Basic {pair}"}
            return SignIn(headers, tuple(filter(None, (f"{user}:{password}", password, pair))))
        case "bearer":
            token = said("token").strip()
            return SignIn({"Authorization": f"Bearer {token}"}, (token,) if token else ())
        case "oauth2":
            secret = said("client_secret")
            address = said("token_url").strip()
            way = replace(route, home=urlsplit(address).hostname or "") if route.home else route
            wanted = TokenRequest(
                address, said("client_id"), secret, said("scope"), verify, replace(way, http2=False)
            )
            return SignIn(
                {}, tuple(filter(None, (secret, wanted.basic.removeprefix("Basic ")))), wanted
            )
        case _:
            return SignIn({})
