"""How people write the key of a server: as SSH shows its fingerprint."""

import re

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


def host_key_problem(value: object) -> str | None:
    """What is wrong with it as a fingerprint, None where nothing is; left empty, SSH is asked."""
    if not value or _FINGERPRINT.fullmatch(str(value)):
        return None
    return "Write the fingerprint as SSH shows it: SHA256: and 43 letters and digits."
