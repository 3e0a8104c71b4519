"""The page that offers the extension."""

import json
import zipfile
from io import BytesIO

import pytest

from server.site import builds


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(builds, "ROOT", tmp_path)
    return tmp_path


def test_the_extension_is_offered_for_each_browser(client):
    page = client.get("/en/extension").text
    for browser in ("chromium", "firefox"):
        address = f"/extension/glosslight-{browser}.zip"
        assert f'href="{address}"' in page
        archive = zipfile.ZipFile(BytesIO(client.get(address).data))
        assert json.loads(archive.read("manifest.json"))["manifest_version"] == 3
        assert "glossary.json" in archive.namelist()
    assert client.get("/extension/glosslight-opera.zip").status_code == 404


def test_the_builds_are_the_ones_that_were_made(client, root):
    (root / "build").mkdir()
    for browser in ("chromium", "firefox"):
        (root / "build" / f"glosslight-{browser}.zip").write_bytes(browser.encode())
    assert client.get("/extension/glosslight-firefox.zip").data == b"firefox"


def test_without_the_extension_the_page_says_where_it_is(client, root):
    page = client.get("/en/extension").text
    assert "This server does not have the builds" in page
    assert ".zip" not in page
    assert client.get("/extension/glosslight-firefox.zip").status_code == 404
