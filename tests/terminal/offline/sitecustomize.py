"""Put on PYTHONPATH by the test of sitrep's silence: whoever opens a connection to anywhere is ended and named."""

import os
import socket
import sys


def _hook(event: str, args: tuple[object, ...]) -> None:
    outward = event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"} or (
        event == "socket.connect" and getattr(args[0], "family", None) != socket.AF_UNIX
    )
    if outward:
        with open(os.environ["SITREP_TEST_CALLS"], "a") as log:  # noqa: PTH123
            log.write(f"{sys.argv} {event} {args[1:]}\n")
        os._exit(97)


sys.addaudithook(_hook)
