"""What a bucket's service and the library say, as what is in the way of a place."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

from statusboard.targets.remote.steps import Hindrance, Trouble

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


@contextmanager
def told() -> Iterator[None]:
    """What the library raises, as a Hindrance; FileNotFoundError for what is not there."""
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
