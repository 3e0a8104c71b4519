"""The extension's builds, made from its folder where the server has that."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import server

FOLDER = Path(server.__file__).parent.parent / "extension"
BROWSERS = ("chromium", "firefox")
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a zip file can say: the same files make the same build."""
_LEFT_OUT = frozenset(["README.md"])


@cache
def builds() -> dict[str, bytes]:
    """Return browser -> its build, a zip file; none where there is no extension to build."""
    if not (FOLDER / "manifest.json").is_file():
        return {}
    return {browser: _build(browser) for browser in BROWSERS}


def _build(browser: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(FOLDER.rglob("*")):
            name = path.relative_to(FOLDER).as_posix()
            if path.is_file() and name not in _LEFT_OUT:
                content = path.read_bytes()
                if name == "manifest.json":
                    content = _manifest(content, browser)
                archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _manifest(content: bytes, browser: str) -> bytes:
    """Return the manifest without what only the other browser understands."""
    manifest = json.loads(content)
    if browser == "chromium":
        manifest["background"].pop("scripts", None)
        manifest.pop("browser_specific_settings", None)
    else:
        manifest["background"].pop("service_worker", None)
        manifest.pop("minimum_chrome_version", None)
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
