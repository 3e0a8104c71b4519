"""The annotate page: counts, a preview that is shut off, a file that is whole but for the marks."""

import re
from io import BytesIO

import pytest

from annotator import strip

PAGE = "<title>t</title><h1>LoRA</h1><p>Two LoRAs, a <a href=x>checkpoint</a> and a VAE."


def upload(content, name="saved page.html", **more):
    return {"file": (BytesIO(content), name), **more}


def test_without_javascript_the_terms_are_listed(client):
    page = client.post("/en/annotate", data={"html": PAGE}).text
    assert "3 marks" in page
    assert re.search(r'href="/en/terms/lora">LoRA</a></span> <small>2</small>', page)
    # What was pasted is still there.
    assert "&lt;h1&gt;LoRA&lt;/h1&gt;" in page


def test_the_script_gets_the_same_as_data(client):
    answer = client.post(
        "/zh/annotate", data={"html": PAGE}, headers={"Accept": "application/json"}
    ).json
    assert answer["total"] == 3
    assert answer["found"][0]["count"] == 2
    assert answer["found"][0]["terms"][0]["address"] == "/zh/terms/lora"


def test_a_file_comes_back_to_the_byte_but_for_the_marks(client):
    content = '<meta charset="gb18030"><p>用 LoRA 炼丹 \x80'.encode("gb18030") + b"\xff\xfe"
    response = client.post("/annotate/download", data=upload(content))
    assert b"<gl-term" in response.data
    assert strip(response.data) == content
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''saved%20page.annotated.html"
    )
    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_a_saved_archive_comes_back_as_one(client):
    archive = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html\r\nContent-Location: https://x.org/\r\n\r\n"
        b"<p>a LoRA\r\n--b--\r\n"
    )
    response = client.post("/annotate/download", data=upload(archive, "page.mhtml"))
    assert response.data.startswith(b"MIME-Version: 1.0\r\n")
    assert b"gl-term" in response.data
    assert "page.annotated.mhtml" in response.headers["Content-Disposition"]
    shown = client.post("/annotate/preview", data=upload(archive, "page.mhtml"))
    assert shown.text.startswith('<p>a <gl-term data-gl="lora">LoRA</gl-term>')


def test_a_strangers_page_runs_in_a_sandbox_and_no_script_but_ours(client):
    response = client.post("/ko/annotate/preview", data={"html": "<p>LoRA"})
    assert '<gl-term data-gl="lora">LoRA</gl-term>' in response.text
    assert "<!--glosslight-->" in response.text
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none'; script-src 'sha256-")
    assert "allow-same-origin" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


@pytest.mark.parametrize(
    ("options", "marks"),
    [
        ({}, 3),
        ({"density": "page"}, 2),
        ({"links": "on", "density": "all", "headings": "on"}, 4),
        ({"density": "all"}, 2),  # a box that is not ticked is not sent
        ({"only": "p"}, 2),
        ({"skip": "h1, p"}, 0),
    ],
)
def test_options_are_heeded(client, options, marks):
    data = {"html": PAGE, **options}
    answer = client.post("/annotate", data=data, headers={"Accept": "application/json"}).json
    assert answer["total"] == marks


@pytest.mark.parametrize(
    ("output", "block"), [("standalone", True), ("index", True), ("bare", False)]
)
def test_the_file_explains_itself_if_asked_to(client, output, block):
    response = client.post("/annotate/download", data={"html": PAGE, "output": output})
    assert (b"<!--glosslight-->" in response.data) == block
    assert (b'data-gl="index"' in response.data) == (output == "index")


@pytest.mark.parametrize(
    "data",
    [{"html": PAGE, "density": "often"}, {"html": PAGE, "only": ":::"}, upload(b"\x1f\x8b\x08x")],
    ids=["option", "selector", "gzip"],
)
def test_what_cannot_be_done_is_said(client, data):
    copies = [{**data} for _ in range(2)]
    for copy in copies:
        if "file" in copy:
            copy["file"] = (BytesIO(b"\x1f\x8b\x08x"), "a.html.gz")
    page = client.post("/en/annotate", data=copies[0])
    assert page.status_code == 422
    assert 'class="problem" role="alert"' in page.text
    answer = client.post("/annotate", data=copies[1], headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json["problem"]


def test_an_empty_form_is_no_error(client):
    page = client.post("/en/annotate", data={})
    assert page.status_code == 200
    assert "No term of the glossary is in it" in page.text
