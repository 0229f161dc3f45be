"""An S3 in a process of its own that knows how long it worked: for `place_bench` alone.

It prints its port; each line that it is sent is answered by the seconds that it was busy with
requests since the line before, and by their number.
"""

import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fixtures import s3_server


class Busy:
    """The time in which at least one request was being answered."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.open = self.count = 0
        self.since_s = self.spent_s = 0.0

    def begin(self) -> None:
        with self.lock:
            self.open += 1
            self.count += 1
            if self.open == 1:
                self.since_s = time.perf_counter()

    def end(self) -> None:
        with self.lock:
            self.open -= 1
            if not self.open:
                self.spent_s += time.perf_counter() - self.since_s

    def taken(self) -> tuple[float, int]:
        with self.lock:
            taken = self.spent_s, self.count
            self.spent_s, self.count = 0.0, 0
        return taken


def main() -> None:
    busy = Busy()
    answer = s3_server._Handler._work

    def timed(handler: s3_server._Handler) -> None:
        busy.begin()
        try:
            answer(handler)
        finally:
            busy.end()

    s3_server._Handler._work = timed  # type: ignore[method-assign]
    with s3_server.s3_server() as server:
        print(server.port, flush=True)
        for _line in sys.stdin:
            print(*busy.taken(), flush=True)


if __name__ == "__main__":
    main()
