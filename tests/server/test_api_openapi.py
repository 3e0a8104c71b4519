"""The OpenAPI document says what the API does: all of it, and nothing else."""

import re

import pytest

from server import create_app
from tests.server.api_fuzz import fuzz


@pytest.fixture(scope="module")
def app():
    return create_app({"RATE_LIMIT": "", "MAX_TEXT": 77})


@pytest.fixture(scope="module")
def document(app):
    return app.test_client().get("/v1/openapi.json").get_json()


def test_every_route_of_the_api_is_described_and_no_other(app, document):
    served = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {
        (method, path) for path, methods in document["paths"].items() for method in methods
    }
    assert described == served


def test_what_is_described_is_what_is_checked(document):
    [limit] = [
        parameter["schema"]
        for parameter in document["paths"]["/v1/terms"]["get"]["parameters"]
        if parameter["name"] == "limit"
    ]
    assert limit == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}


def test_the_longest_text_is_that_of_the_settings(document):
    text = document["paths"]["/v1/define"]["get"]["parameters"][0]
    assert (text["name"], text["required"], text["schema"]["maxLength"]) == ("text", True, 77)


def test_every_answer_with_a_status_of_an_error_is_a_problem(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                # A load balancer reads 503 of /healthz: the health of a server about to stop.
                if status >= "400" and (path, status) != ("/healthz", "503"):
                    assert list(answer["content"]) == ["application/problem+json"], (path, method)


def test_every_reference_leads_somewhere(document):
    def references(node):
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"]
            for value in node.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    names = {reference.removeprefix("#/components/schemas/") for reference in references(document)}
    assert names == set(document["components"]["schemas"])


def test_it_is_found_where_the_application_is_mounted(app):
    mounted = app.test_client().get("/v1/openapi.json", base_url="http://localhost/words/")
    assert mounted.get_json()["servers"] == [{"url": "/words"}]


def test_no_request_is_answered_otherwise_than_described():
    """Schemathesis tries what the document allows and forbids; `make fuzz-api` does so for long."""
    found = fuzz(examples=15, seed=20_261_128)
    assert found.failures == {}
    assert found.cases > 500
    answered = {label for label, status in found.statuses if status == 200}
    assert answered == {label for label, _ in found.statuses}
