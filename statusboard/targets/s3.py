"""S3 and what is compatible with it: a bucket that a host, or the provider itself, shows.

An object is replaced in one step, so a visitor reads the old file or the new. The manifest is
written under the condition that it is still the one that was read (`If-None-Match`, `If-Match`);
look-alikes that ignore either are found at set-up, by trying both on one object, and are then
written without them, which is said.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from statusboard.catalog.address_checks import url_problem
from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.web_address import whole_address
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.names import trial_path
from statusboard.targets.remote.serving import media_type
from statusboard.targets.remote.steps import ABSENT, Hindrance, Steps, Trouble
from statusboard.targets.remote.words import PlaceWords

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config

CONNECT_TIMEOUT = timedelta(seconds=5)
TIMEOUT = timedelta(seconds=20)
HELD, IGNORED = "held", "ignored"
# A tag that nothing has.
ANOTHER_TAG = f'"{"0" * 32}"'
# What tells nothing of conditions.
_NO_ANSWER = frozenset({Trouble.CUT, Trouble.TIMED_OUT, Trouble.NO_HOST})


@contextmanager
def _opened(config: Config) -> Iterator[Steps]:
    from obstore.store import S3Store

    from statusboard.targets.bucket.steps import BucketSteps

    endpoint = str(config.get("endpoint") or "").rstrip("/")
    bucket = str(config.get("bucket"))
    is_in_host = config.get("style") == "host"
    if endpoint and is_in_host:
        scheme, _, host = endpoint.partition("://")
        endpoint = f"{scheme}://{bucket}.{host}"
    account: S3Config = {
        "access_key_id": str(config.get("key_id")),
        "secret_access_key": str(config.get("secret")),
        "region": str(config.get("region")),
        "virtual_hosted_style_request": is_in_host,
        "disable_bulk_delete": True,  # not every look-alike knows it
    }
    if endpoint:
        account["endpoint"] = endpoint
    proxy = str(config.get("proxy") or "")
    client: ClientConfig = {
        "allow_http": endpoint.startswith("http://"),
        "connect_timeout": CONNECT_TIMEOUT,
        "timeout": TIMEOUT,
    }
    if proxy:
        client["proxy_url"] = proxy
    store = S3Store(
        bucket,
        prefix=str(config.get("prefix") or "").strip("/") or None,
        config=account,
        client_options=client,
        # Whoever asked repeats it: a condition that held the first time does not hold again.
        retry_config={"max_retries": 0},
    )
    yield BucketSteps(store, keeps_conditions=config.get("conditions") != IGNORED)


def _find_out(_config: Config, steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """Whether the place keeps both conditions; many a look-alike keeps the first alone."""
    if _keeps_conditions(steps):
        return {"conditions": HELD}, ()
    return {"conditions": IGNORED}, (
        "This place ignores the condition “only if nobody else has written”. StatusBoard reads "
        "its own mark again before each file instead, so use the place from one desk at a time.",
    )


def _keeps_conditions(steps: Steps) -> bool:
    """Whether an object that stands there is replaced by its own tag, and by nothing else."""
    path = trial_path("json")
    try:
        steps.write(path, b"{}", media_type(path))
        stored = steps.read(path)
        tag = stored.tag if stored is not None else ""
        asked = (ABSENT, ANOTHER_TAG, tag) if tag else ()
        answers = [_refusal(steps, path, only_if) for only_if in asked]
        # Some say that they do not know such a condition, and so do not hold to it either.
        return answers == [Trouble.OVERTAKEN, Trouble.OVERTAKEN, None]
    finally:
        steps.remove(path)


def _refusal(steps: Steps, path: str, only_if: str) -> Trouble | None:
    """Why the object was not replaced under that condition; None where it was."""
    try:
        steps.write(path, b"{ }", media_type(path), only_if=only_if)
    except Hindrance as hindrance:
        if hindrance.trouble in _NO_ANSWER:
            raise
        return hindrance.trouble
    return None


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        place=f"the bucket {config.get('bucket')}",
        main="bucket",
        fields={
            Trouble.WRONG_SECRET: "secret",
            Trouble.WRONG_CERTIFICATE: "endpoint",
            Trouble.NO_HOST: "endpoint",
            Trouble.REFUSED: "endpoint",
            Trouble.TIMED_OUT: "endpoint",
            Trouble.STRANGE: "endpoint",
        },
    )


def _describe(config: Config) -> str:
    host = str(config.get("endpoint") or "").partition("://")[2].rstrip("/")
    path = "/".join(
        filter(None, (str(config.get("bucket") or ""), str(config.get("prefix") or "").strip("/")))
    )
    return f"S3 bucket {path} at {host}" if host else f"S3 bucket {path}"


def _prefix_problem(value: object) -> str | None:
    text = str(value)
    is_plain = re.fullmatch(r"/?[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*/?", text, re.ASCII)
    if is_plain and not {".", ".."} & set(text.split("/")):
        return None
    return f"“{value}” is no folder in a bucket. Write letters and digits between slashes."


REMOTE = RemoteKind(open=_opened, words=_words, find_out=_find_out)

DECLARATION = REMOTE.declared(
    "s3",
    label="S3 bucket",
    summary="A bucket of Amazon S3, or of a provider or server that is compatible with it.",
    fields=(
        FieldSpec(
            "bucket", FieldKind.TEXT, "Bucket", required=True, tidy=str.strip, example="status"
        ),
        FieldSpec(
            "prefix",
            FieldKind.TEXT,
            "Folder in it",
            help="Left empty, the page is put at the top of the bucket.",
            tidy=str.strip,
            check=_prefix_problem,
        ),
        FieldSpec(
            "endpoint",
            FieldKind.URL,
            "Endpoint",
            help="The address of the service. Left empty, it is Amazon's own.",
            tidy=whole_address,
            check=url_problem,
            example="https://s3.example.com",
        ),
        FieldSpec("region", FieldKind.TEXT, "Region", default="us-east-1", tidy=str.strip),
        FieldSpec("key_id", FieldKind.TEXT, "Key ID", required=True, tidy=str.strip),
        FieldSpec("secret", FieldKind.TEXT, "Secret key", required=True, secret=True),
        FieldSpec(
            "style",
            FieldKind.CHOICE,
            "Bucket in the address",
            help="Most compatible services want it in the path.",
            default="path",
            choices=("path", "host"),
            choice_words=(("path", "In the path"), ("host", "Before the host")),
            advanced=True,
        ),
        FieldSpec(
            "proxy",
            FieldKind.URL,
            "Proxy",
            help="A way of its own to this place, where the usual one of the network is down. Left "
            "empty, the system's is taken.",
            tidy=whole_address,
            check=url_problem,
            advanced=True,
        ),
        FieldSpec(
            "conditions",
            FieldKind.CHOICE,
            "Conditional writes",
            help="Found out when the place is set up.",
            default=HELD,
            choices=(HELD, IGNORED),
            choice_words=((HELD, "The place keeps them"), (IGNORED, "The place ignores them")),
            advanced=True,
        ),
    ),
    describe=_describe,
    rank=10,
    good=(
        Example({"bucket": "status", "key_id": "EXAMPLEKEYID", "secret": "example-secret"}),
        Example(
            {
                "bucket": "pages",
                "prefix": "status",
                "endpoint": "https://s3.example.com",
                "region": "eu-central-1",
                "key_id": "EXAMPLEKEYID",
                "secret": "example-secret",
                "public_url": "https://status.example.com",
            }
        ),
    ),
    bad=(
        Example({}, "bucket"),
        Example({"bucket": "status", "key_id": "EXAMPLEKEYID"}, "secret"),
        Example({"bucket": "status", "prefix": "a b", "key_id": "K", "secret": "s"}, "prefix"),
        Example({"bucket": "status", "prefix": "../x", "key_id": "K", "secret": "s"}, "prefix"),
    ),
)
