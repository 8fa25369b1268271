import json
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.grammar.cases import KINDS, read_case


class Command(BaseCommand):
    help = "Read leads, captions and editor lines, one JSON object a line, and print as JSON what each says."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("path", help="a file of JSON lines in UTF-8; - reads standard input")
        parser.add_argument("--kind", choices=KINDS, help="of the lines that name none; guessed where not given")

    def handle(self, *, path, kind, **options):
        unread = 0
        try:
            with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        unread += not self.read(number, line, kind)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if unread:
            raise CommandError(f"Lines that could not be read: {unread}.")

    def read(self, number, line, kind):
        """Whether a line could be read; what it says, or why not, is printed."""
        try:
            said = read_case(json.loads(line.decode("utf-8-sig").rstrip()), kind)
        except json.JSONDecodeError as error:
            return self.complain(number, f"no JSON: {error.msg} at character {error.colno}")
        except UnicodeDecodeError:
            return self.complain(number, "not UTF-8")
        except RecursionError:
            return self.complain(number, "nested too deeply")
        except ValueError as error:
            return self.complain(number, error)
        # half of a surrogate pair is no character: it stays the escape that it was
        self.stdout.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())
        return True

    def complain(self, number, reason):
        self.stderr.write(f"Line {number}: {reason}")
        return False
