"""The API for people: the OpenAPI document as a page, without a script.

In English, as the document is; what stands around it is in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, redirect, render_template, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as BaseResponse

from server.api.document import openapi_document
from server.problems import KINDS
from server.site.blueprint import blueprint, page
from server.site.languages import absolute

_TICKED = re.compile("`([^`]+)`")
_EXAMPLES_IN_PATH = {"entry_id": "lora"}
_MODEL = "#/components/schemas/"
_PROBLEM = "application/problem+json"

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a model."""

    name: str
    kind: Markup
    said: Markup
    required: bool = False
    default: str = ""
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """What a body may be."""

    media: str
    kind: Markup


@dataclass(frozen=True)
class Answer:
    """What is answered with one status."""

    status: str
    said: Markup
    contents: list[Content]
    headers: list[Field]


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    anchor: str
    method: str
    path: str
    summary: str
    said: Markup
    parameters: list[Field]
    bodies: list[Content]
    answers: list[Answer]
    problems: list[Answer]
    curl: str
    address: str
    """Where it can be tried by following a link; empty where it cannot."""


@page("/docs")
def docs() -> Response:
    """Show what the API takes and answers."""
    document = openapi_document()
    page = render_template(
        "docs.html",
        info=document["info"],
        intro=[prose(part) for part in document["info"]["description"].split("\n\n")],
        operations=list(_operations(document)),
        problems=[(kind, status, title) for kind, (status, title) in KINDS.items()],
        models=[
            (name, prose(schema.get("description", "")), list(_fields(schema)))
            for name, schema in sorted(document["components"]["schemas"].items())
        ],
    )
    return Response(page, content_type="text/html; charset=utf-8")


@blueprint.get("/problems/<kind>")
def problem(kind: str) -> BaseResponse:
    """Lead the `type` of a problem to what it means."""
    if kind not in KINDS:
        abort(404)
    return redirect(url_for("site.docs", _anchor=f"problem-{kind}"))


def prose(text: str) -> Markup:
    """Return a text as HTML: what stands in backticks is code."""
    return Markup(_TICKED.sub(r'<code translate="no">\1</code>', str(escape(text))))


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, declared in methods.items():
            parameters = declared.get("parameters", [])
            address = _address(path, parameters)
            answers = [_answer(status, a) for status, a in declared["responses"].items()]
            is_problem = [any(c.media == _PROBLEM for c in answer.contents) for answer in answers]
            content = declared.get("requestBody", {}).get("content", {})
            yield Operation(
                anchor=declared["operationId"],
                method=method.upper(),
                path=path,
                summary=declared["summary"],
                said=prose(declared.get("description", "")),
                parameters=[_parameter(parameter) for parameter in parameters],
                bodies=_contents(content),
                answers=[a for a, refused in zip(answers, is_problem, strict=True) if not refused],
                problems=[a for a, refused in zip(answers, is_problem, strict=True) if refused],
                curl=_curl(method, absolute(address)),
                address=address if method == "get" and "{" not in address else "",
            )


def _address(path: str, parameters: list[dict[str, Any]]) -> str:
    """Return a path as it may be asked for, what is required filled in with examples."""
    query: dict[str, str] = {}
    for parameter in parameters:
        name = parameter["name"]
        shown = [str(example["value"]) for example in parameter.get("examples", {}).values()]
        example = _EXAMPLES_IN_PATH.get(name) or next(iter(shown), "")
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", example or f"{{{name}}}")
        elif parameter.get("required") or name == "q":
            query[name] = example
    return f"{path}?{urlencode(query)}" if query else path


def _curl(method: str, address: str) -> str:
    if method == "get":
        return f'curl "{address}"'
    return f'curl -H "Content-Type: text/html" --data-binary @page.html "{address}"'


def _parameter(parameter: Mapping[str, Any]) -> Field:
    schema = parameter["schema"]
    return Field(
        name=parameter["name"],
        kind=_kind(schema),
        said=prose(parameter.get("description", "")),
        required=parameter.get("required", False),
        default=_plain(schema["default"]) if "default" in schema else "",
        examples=[str(example["value"]) for example in parameter.get("examples", {}).values()],
    )


def _answer(status: str, answer: Mapping[str, Any]) -> Answer:
    headers = [
        Field(name, Markup(), prose(header["description"]))
        for name, header in answer.get("headers", {}).items()
    ]
    return Answer(
        status, prose(answer["description"]), _contents(answer.get("content", {})), headers
    )


def _contents(content: Mapping[str, Any]) -> list[Content]:
    return [Content(media, _kind(declared["schema"])) for media, declared in content.items()]


def _fields(schema: Schema) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, declared in schema.get("properties", {}).items():
        said = declared.get("description", "")
        default = _plain(declared["default"]) if declared.get("default") else ""
        yield Field(name, _kind(declared), prose(said), name in required, default)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _kind(schema: Schema) -> Markup:
    """Return a schema's type in a few words, models as links."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_MODEL)
        return Markup('<a href="#{0}" translate="no">{0}</a>').format(name)
    if "anyOf" in schema:
        return Markup(" or ").join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        values = schema["enum"]
        return Markup(" · ").join(Markup("<code>{}</code>").format(v) for v in values)
    kind = schema.get("type")
    if kind == "array":
        return Markup("list of {}").format(_kind(schema.get("items", {})))
    if kind == "object" and "additionalProperties" in schema and schema["additionalProperties"]:
        inner = schema["additionalProperties"]
        return Markup("object of {}").format(_kind(inner if isinstance(inner, dict) else {}))
    if kind is None:
        return prose(schema.get("description", "anything"))
    words = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    return Markup("{}{}").format(words.get(kind, kind), _bounds(schema))


def _bounds(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f", {least:,} to {most:,}"
    if "maxLength" in schema:
        return f", {schema['maxLength']:,} characters at most"
    return ""
