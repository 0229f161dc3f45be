"""A screen saver on the bus of this session, and a wall that keeps it away: says what it heard."""

import threading

from jeepney import HeaderFields, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from ui.wall.awake import Awake

NAME = "org.freedesktop.ScreenSaver"


def main() -> None:
    heard: list[str] = []
    came = threading.Semaphore(0)
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName(NAME))

    def serve() -> None:
        while True:
            asked = bus.receive()
            if asked.header.message_type is not MessageType.method_call:
                continue
            member = asked.header.fields[HeaderFields.member]
            given = ("u", (7,)) if member == "Inhibit" else (None, ())
            heard.append(f"{member} {asked.body[-1]}")
            bus.send_message(new_method_return(asked, *given))
            came.release()

    threading.Thread(target=serve, daemon=True).start()
    awake = Awake()
    awake.hold()
    awake.hold()
    came.acquire(timeout=60)
    awake.release()
    print(heard)


if __name__ == "__main__":
    main()
