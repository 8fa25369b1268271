"""Old and other word processors' files as copy: .doc, .wps, .rtf and .odt, through LibreOffice. Pure.

LibreOffice runs in a process group of its own with little time and memory, with a profile that is thrown away afterwards;
it runs no macro and fetches nothing that a file refers to.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from articles.intake import docx, html, plaintext
from articles.intake.copy import Unreadable

EXTENSIONS = {".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott"}
MAX_BYTES = 50_000_000
MAX_MADE = 100_000_000
SECONDS = 60
MEMORY = 4 << 30  # of address space, most of which LibreOffice never touches
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/opt/libreoffice/program/soffice",
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_WORD = (b"\xdb\xa5", b"\x31\xbe\x00\x00")  # Word 2, Word for DOS
_FIB, _FIB_MARK, _IS_ENCRYPTED = 512, b"\xec\xa5", 0x01  # the head of a .doc, in its second sector
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# No macro, nothing fetched from the network or from this machine's files: the proxy leads nowhere, links stay as they are.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}</oor:items>
"""
SETTINGS = [
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Save/Document", "LoadPrinter", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
]
# The instruction of a field in RTF, up to a length that no link has. All but links are taken out: there are some that put
# pictures of this machine into the copy.
_FIELD = re.compile(rb"\\fldinst(?![a-z])", re.IGNORECASE)
_RTF_FORM = re.compile(rb"\\\*|\\[a-z]+-?[0-9]* ?|[{}\s]", re.IGNORECASE)
LONGEST_FIELD = 4000
# A fresh interpreter sets the limits and becomes LibreOffice: `preexec_fn` would run between the fork and the exec of a
# process that has threads.
LIMITED = """
import os, sys
try:
    import resource
    for what, bound in (("AS", int(sys.argv[1])), ("CPU", int(sys.argv[2])), ("FSIZE", int(sys.argv[3])), ("CORE", 0)):
        what = getattr(resource, "RLIMIT_" + what)
        try:
            resource.setrlimit(what, (bound, resource.getrlimit(what)[1]))
        except (ValueError, OSError):
            pass
except ImportError:
    pass
os.execv(sys.argv[4], sys.argv[4:])
"""


def read(path, folder):
    """The Copy of the file at `path`, its pictures written into `folder`. What it is, its first bytes say: a Word file or a
    page under another name is read as what it is. `told` says that it was converted.

    Raises Unreadable: too_large, protected (a password), not_read (LibreOffice cannot), took_too_long, no_office (it is not
    there), and what docx.read raises."""
    path = Path(path)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("too_large", bytes=MAX_BYTES)
    kind = kind_of(path)
    if kind == "docx":
        return docx.read(path, folder)
    if kind == "html":
        return html.copy_of(plaintext.decode(path.read_bytes()))
    if kind == "protected":
        raise Unreadable("protected")
    if kind is None:
        raise Unreadable("not_read")
    with tempfile.TemporaryDirectory(prefix="convert-", dir=folder, ignore_cleanup_errors=True) as work:
        made = _convert(path, kind, Path(work))
        copy = docx.read(made, folder)
    return replace(copy, told=[*copy.told, "converted"])


def program():
    """The path of LibreOffice; None where this machine has none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def kind_of(path):
    """What a file is by its first bytes: doc, rtf or odt, which LibreOffice reads; docx, html, or protected; None else."""
    with Path(path).open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(OLE):
        return "protected" if _has_password(path, head) else "doc"
    if head.startswith(OLD_WORD):
        return "doc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<html", b"<!doctype html", b"<meta")) else None


def _has_password(path, head):
    is_word = head[_FIB : _FIB + 2] == _FIB_MARK
    if is_word and len(head) > _FIB + 11:
        return bool(head[_FIB + 11] & _IS_ENCRYPTED)
    return _ENCRYPTED in Path(path).read_bytes()


def _kind_of_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" not in names:
                return "docx" if "[Content_Types].xml" in names else None
            with archive.open("META-INF/manifest.xml") as stream:
                is_encrypted = b"encryption-data" in stream.read(1_000_000)
            with archive.open("mimetype") as stream:
                is_text = b"opendocument.text" in stream.read(200)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError, ValueError, NotImplementedError, zlib.error):
        return None
    if is_encrypted:
        return "protected"
    return "odt" if is_text else None


def _convert(path, kind, work):
    """The .docx that LibreOffice makes of a file, in the folder `work`. Raises Unreadable."""
    soffice = program()
    if soffice is None:
        raise Unreadable("no_office")
    source = work / f"copy.{kind}"
    if kind == "rtf":
        source.write_bytes(without_fields(path.read_bytes()))
    else:
        shutil.copyfile(path, source)
    profile, made = work / "profile", work / "made"
    _write_profile(profile)
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(made), str(source)]
    if os.name != "nt":
        limits = [str(MEMORY), str(SECONDS), str(MAX_MADE)]
        command = [sys.executable, "-I", "-c", LIMITED, *limits, *command]
    _run(command, work)
    result = made / "copy.docx"
    # LibreOffice ends with 0 also where it could not read the file.
    if not result.is_file() or not result.stat().st_size:
        raise Unreadable("not_read")
    return result


def without_fields(rtf):
    """RTF whose fields do nothing, but for those that are links."""

    def neutral(found):
        ahead = _RTF_FORM.sub(b"", rtf[found.end() : found.end() + LONGEST_FIELD])
        return found[0] if ahead[:9].upper() == b"HYPERLINK" else b"\\nothing"

    return _FIELD.sub(neutral, rtf)


def _write_profile(profile):
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in SETTINGS
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(PROFILE.format(items=items), encoding="utf-8")


def _run(command, work):
    """Run to the end, or end it with all that it started. Raises Unreadable."""
    environment = None
    if os.name != "nt":
        environment = {"PATH": os.defpath, "HOME": str(work), "TMPDIR": str(work), "LC_ALL": "C.UTF-8"}
        environment["SAL_USE_VCLPLUGIN"] = "svp"
    try:
        process = subprocess.Popen(
            command,
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise Unreadable("no_office") from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable("took_too_long") from None
    finally:
        _end(process)


def _end(process):
    """End the process and its group: a helper of LibreOffice may outlive it."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
