"""S3 and what is compatible with it: a bucket that a host, or the provider itself, shows.

An object is replaced in one step, so a visitor reads the old file or the new. The manifest is
written under the condition that it is still the one that was read (`If-None-Match`, `If-Match`);
look-alikes that ignore conditions are found at set-up, by making one object twice, and are then
written without them, which is said.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from statusboard.catalog.address_checks import url_problem
from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.web_address import whole_address
from statusboard.targets.remote.kind import RemoteKind
from statusboard.targets.remote.proving import trial_path
from statusboard.targets.remote.serving import CACHE_CONTROL, media_type
from statusboard.targets.remote.steps import ABSENT, Hindrance, Steps, Stored, Trouble
from statusboard.targets.remote.way import way_of
from statusboard.targets.remote.words import PlaceWords

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config, S3Store

CONNECT_TIMEOUT = timedelta(seconds=5)
TIMEOUT = timedelta(seconds=20)
HELD, IGNORED = "held", "ignored"

# What S3 and its look-alikes answer, by their own codes (the API's list of error responses).
_CODES: Mapping[str, Trouble] = {
    "AccessDenied": Trouble.FORBIDDEN,
    "AllAccessDisabled": Trouble.FORBIDDEN,
    "AccountProblem": Trouble.FORBIDDEN,
    "MethodNotAllowed": Trouble.FORBIDDEN,
    "InvalidAccessKeyId": Trouble.WRONG_SECRET,
    "SignatureDoesNotMatch": Trouble.WRONG_SECRET,
    "RequestTimeTooSkewed": Trouble.WRONG_CLOCK,
    "NoSuchBucket": Trouble.NO_ROOM,
    "InvalidBucketName": Trouble.NO_ROOM,
    "InsufficientStorage": Trouble.FULL,
    "QuotaExceeded": Trouble.FULL,
    "XMinioStorageFull": Trouble.FULL,
    "XMinioAdminBucketQuotaExceeded": Trouble.FULL,
    "PreconditionFailed": Trouble.OVERTAKEN,
    "ConditionalRequestConflict": Trouble.OVERTAKEN,
    "RequestTimeout": Trouble.TIMED_OUT,
}
# What stands in the words of the library where no answer came at all.
_SIGNS = (
    ("dns error", Trouble.NO_HOST),
    ("certificate", Trouble.WRONG_CERTIFICATE),
    ("timed out", Trouble.TIMED_OUT),
    ("timedout", Trouble.TIMED_OUT),
    ("connection refused", Trouble.REFUSED),
    ("error sending request", Trouble.CUT),
    ("error decoding response", Trouble.CUT),
)
_CODE = re.compile(r"<Code>([A-Za-z0-9]{1,60})</Code>")
_MESSAGE = re.compile(r"<Message>([^<]{1,300})</Message>")


@dataclass(frozen=True, slots=True)
class Bucket:
    """The steps in a bucket, below a prefix. See `Steps`."""

    store: "S3Store"
    keeps_conditions: bool
    is_atomic: bool = False

    def read(self, path: str) -> Stored | None:
        """The object, with its entity tag; None where there is none."""
        import obstore

        try:
            with _told():
                found = obstore.get(self.store, path)
                return Stored(bytes(found.bytes()), found.meta["e_tag"] or "")
        except FileNotFoundError:
            return None

    def write(
        self, path: str, content: bytes, media_type: str, *, only_if: str | None = None
    ) -> None:
        """One PUT, which replaces the object in one step."""
        import obstore

        mode: Any = "overwrite" if only_if is None else {"e_tag": only_if}
        with _told():
            obstore.put(
                self.store,
                path,
                content,
                attributes={"Content-Type": media_type, "Cache-Control": CACHE_CONTROL},
                mode="create" if only_if == ABSENT else mode,
                use_multipart=False,
            )

    def remove(self, path: str) -> None:
        """Removes the object. Folders are only names here."""
        import obstore

        with suppress(FileNotFoundError), _told():
            obstore.delete(self.store, path)

    def names(self, folder: str) -> list[str]:
        """The names of objects and folders below."""
        import obstore

        with _told():
            found = obstore.list_with_delimiter(self.store, folder or None)
        paths = [*found["common_prefixes"], *(each["path"] for each in found["objects"])]
        return sorted(path.rstrip("/").rpartition("/")[2] for path in paths)

    def settle(self) -> None:
        """Each step is there at once."""


@contextmanager
def _opened(config: Config) -> Iterator[Steps]:
    from obstore.store import S3Store

    from statusboard.targets.remote.gateway import gateway

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
    client: ClientConfig = {
        "allow_http": endpoint.startswith("http://"),
        "connect_timeout": CONNECT_TIMEOUT,
        "timeout": TIMEOUT,
    }
    way = way_of(config)
    with nullcontext("") if way.is_usual else gateway(way) as proxy:
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
        yield Bucket(store, keeps_conditions=config.get("conditions") != IGNORED)


@contextmanager
def _told() -> Iterator[None]:
    """What the library raises, as a Hindrance; FileNotFoundError for what is not there."""
    from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

    try:
        yield
    except (AlreadyExistsError, PreconditionError) as error:
        raise Hindrance(Trouble.OVERTAKEN) from error
    except FileNotFoundError as error:
        if "NoSuchBucket" in str(error):
            raise _hindrance(error) from error
        raise
    except (BaseError, OSError, ValueError) as error:
        raise _hindrance(error) from error


def _hindrance(error: Exception) -> Hindrance:
    text = str(error)
    code, message = _CODE.search(text), _MESSAGE.search(text)
    if code is not None:
        said = f"{code[1]}, {message[1]}" if message is not None else code[1]
        return Hindrance(_CODES.get(code[1], Trouble.STRANGE), said)
    low = text.lower()
    trouble = next((trouble for sign, trouble in _SIGNS if sign in low), Trouble.STRANGE)
    return Hindrance(trouble, text.partition("\n")[0] if trouble is Trouble.STRANGE else "")


def _find_out(_config: Config, steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """Whether the place keeps conditions: an object that is made twice has to be refused."""
    path = trial_path("json")
    kind = media_type(path)
    steps.write(path, b"{}", kind)
    try:
        steps.write(path, b"{ }", kind, only_if=ABSENT)
        keeps = False
    except Hindrance as hindrance:
        # Some say that they do not know such a condition, and so do not hold to it either.
        keeps = hindrance.trouble is Trouble.OVERTAKEN
    finally:
        steps.remove(path)
    if keeps:
        return {"conditions": HELD}, ()
    return {"conditions": IGNORED}, (
        "This place ignores the condition “only if nobody else has written”. StatusBoard reads "
        "its own mark again before each file instead, so use the place from one desk at a time.",
    )


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
    if re.fullmatch(r"/?[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*/?", str(value), re.ASCII):
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
    ),
)
