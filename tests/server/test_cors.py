"""Pages of other origins may read what only reads, and nothing else."""

import pytest

from server import create_app

ORIGIN = {"Origin": "https://elsewhere.example"}


@pytest.fixture(scope="module")
def client():
    return create_app({"RATE_LIMIT": ""}).test_client()


@pytest.mark.parametrize(
    "path", ["/v1/define?text=LoRA", "/v1/terms", "/v1/pack", "/v1/define", "/v1/nothing"]
)
def test_reading_is_open_errors_included(client, path):
    response = client.get(path, headers=ORIGIN)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_304_is_open_too(client):
    held = {"If-None-Match": client.get("/v1/pack").headers["ETag"]}
    response = client.get("/v1/pack", headers={**ORIGIN, **held})
    assert response.status_code == 304
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_preflight_for_reading_allows_reading_with_a_token(client):
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }
    response = client.options("/v1/define", headers={**ORIGIN, **asked})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in response.headers["Access-Control-Allow-Methods"]
    assert "POST" not in response.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "application/json"])
def test_what_posting_answers_is_not_for_other_origins(client, kind):
    response = client.post("/v1/annotate", data=b'"x"', content_type=kind, headers=ORIGIN)
    assert "Access-Control-Allow-Origin" not in response.headers
    preflight = client.options(
        "/v1/annotate", headers={**ORIGIN, "Access-Control-Request-Method": "POST"}
    )
    assert "Access-Control-Allow-Origin" not in preflight.headers
    assert "Access-Control-Allow-Methods" not in preflight.headers


@pytest.mark.parametrize("path", ["/", "/terms/lora", "/healthz", "/docs"])
def test_the_site_is_not_for_other_origins(client, path):
    assert "Access-Control-Allow-Origin" not in client.get(path, headers=ORIGIN).headers


def test_a_method_that_is_not_taken_says_which_are(client):
    for path, allowed in (("/v1/define", "GET, HEAD, OPTIONS"), ("/v1/annotate", "OPTIONS, POST")):
        response = client.delete(path)
        assert response.status_code == 405
        assert sorted(response.headers["Allow"].split(", ")) == allowed.split(", ")
        assert response.content_type == "application/problem+json"
    page = client.post("/docs", headers={"Accept": "text/html"})
    assert page.status_code == 405
    assert "GET" in page.headers["Allow"]
