"""What speaks to places elsewhere costs nothing where nobody has one."""

import subprocess
import sys

LOADED = """
import sys
from statusboard.app.page.kinds import target_kinds
assert {"s3", "sftp"} <= target_kinds().keys()
print([name for name in ("asyncssh", "obstore", "httpx") if name in sys.modules])
"""


def test_knowing_the_kinds_loads_none_of_their_libraries() -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
