"""Is a port free? Needs nothing but Python, so that `make run` can ask before anything is installed:

python3 -m newsroom.ports 127.0.0.1 8000
"""

import os
import socket
import sys


def why_not(host, port):
    """One line that says why nothing can be served at this host and port now; None where it can."""
    if not str(port).isdecimal() or not 0 < int(port) < 65536:
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        if os.name == "posix":  # elsewhere this would let two servers share a port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, int(port)))
        except PermissionError:
            return f"This user may not use port {port}. Choose one above 1023, for instance: PORT=8123 make run"
        except socket.gaierror:
            return f"{host} is not an address of this machine."
        except OSError as error:
            return f"Port {port} is taken ({error.strerror}). Choose another, for instance: PORT=8123 make run"
    return None


if __name__ == "__main__":
    if reason := why_not(sys.argv[1], sys.argv[2]):
        sys.stderr.write(f"{reason}\n")
        sys.exit(2)
