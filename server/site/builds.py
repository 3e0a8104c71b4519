"""The extension's builds: those of `make extension`, else its folder as it is, which both take."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import server

ROOT = Path(server.__file__).parent.parent
BROWSERS = ("chromium", "firefox")
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can say: the same files make the same bytes."""


def builds() -> dict[str, bytes]:
    """Return browser -> its build, a zip file; none where there is no extension."""
    made = {browser: ROOT / "build" / f"glosslight-{browser}.zip" for browser in BROWSERS}
    if all(path.is_file() for path in made.values()):
        return {browser: path.read_bytes() for browser, path in made.items()}
    if (ROOT / "extension" / "manifest.json").is_file():
        return dict.fromkeys(BROWSERS, _folder())
    return {}


@cache
def _folder() -> bytes:
    packed = io.BytesIO()
    folder = ROOT / "extension"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "README.md":
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _WHEN)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
