"""What is sent with a question, and how it signs in, as fields of the HTTP check."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.web_address import whole_address
from statusboard.probes.web.masking import PLAIN_HEADERS
from statusboard.probes.web.refusals import (
    headers_problem,
    sign_in_beside,
    token_problem,
    url_problem,
)

_REQUEST = "Request"
_SIGN_IN = "Signing in"

REQUEST_FIELDS = (
    FieldSpec(
        "headers",
        FieldKind.MAPPING,
        "Headers",
        help="Sent with the request. Redirects to another host take along only what is harmless, "
        "such as User-Agent and Accept. Host also names the site in TLS where the address is a "
        "number. Values are kept in the key store and masked wherever they are shown, but for "
        "Accept, Content-Type, User-Agent and the like.",
        default={},
        secret=True,
        plain=PLAIN_HEADERS,
        advanced=True,
        check=headers_problem,
        group=_REQUEST,
    ),
    FieldSpec(
        "body",
        FieldKind.LINES,
        "Body",
        help="Sent as it is, in UTF-8. Kept in the key store, and shown as *** once it is saved.",
        secret=True,
        advanced=True,
        group=_REQUEST,
    ),
    FieldSpec(
        "sign_in",
        FieldKind.CHOICE,
        "Sign in with",
        default="none",
        choices=("none", "basic", "bearer", "oauth2"),
        choice_words=(
            ("none", "nothing"),
            ("basic", "user and password"),
            ("bearer", "bearer token"),
            ("oauth2", "OAuth2 client credentials"),
        ),
        advanced=True,
        group=_SIGN_IN,
        beside=sign_in_beside,
    ),
    FieldSpec(
        "user",
        FieldKind.TEXT,
        "User",
        required=True,
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("basic",),
    ),
    FieldSpec(
        "password",
        FieldKind.TEXT,
        "Password",
        help="Kept in the key store.",
        secret=True,
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("basic",),
    ),
    FieldSpec(
        "token",
        FieldKind.TEXT,
        "Token",
        help="Sent as “Authorization: Bearer …”. Kept in the key store.",
        required=True,
        secret=True,
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("bearer",),
        check=token_problem,
    ),
    FieldSpec(
        "token_url",
        FieldKind.URL,
        "Address of the token",
        help="Asked for a token when there is none or it has run out, and once more where the "
        "service refuses it. Where none comes, nothing is known of the service.",
        required=True,
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("oauth2",),
        tidy=whole_address,
        check=url_problem,
        example="https://login.example/oauth2/token",
    ),
    FieldSpec(
        "client_id",
        FieldKind.TEXT,
        "Client",
        required=True,
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("oauth2",),
    ),
    FieldSpec(
        "client_secret",
        FieldKind.TEXT,
        "Client secret",
        help="Kept in the key store.",
        required=True,
        secret=True,
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("oauth2",),
    ),
    FieldSpec(
        "scope",
        FieldKind.TEXT,
        "Scope",
        help="What the token is asked for, where the service wants that.",
        advanced=True,
        group=_SIGN_IN,
        needs="sign_in",
        only_for=("oauth2",),
    ),
)
