"""The OpenAPI 3.1 document, written from the declarations that check requests.

https://spec.openapis.org/oas/v3.1.1.html. msgspec makes the JSON Schemas of the models.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from server.api.arguments import parts_of
from server.api.models import ProblemDetails
from server.api.operation import ALWAYS, OPERATIONS, Content, Operation, Text
from server.problems import KINDS

_REF = "#/components/schemas/{name}"
_IN_PATH = re.compile(r"<(?:\w+:)?(\w+)>")
_PROBLEM = "application/problem+json"

_ORDER = (
    "/v1/define",
    "/v1/terms",
    "/v1/terms/<entry_id>",
    "/v1/annotate",
    "/v1/glossaries",
    "/v1/pack",
    "/v1/pack/<digest>",
)
"""What people come for first; what is not named here comes last."""

DESCRIPTION = """\
What jargon means, where it occurs, and the whole glossary as one file.

Reading is open to pages of every origin (CORS); what takes a body is not. A parameter that is not
listed, or is given twice, is refused; a text that is left empty counts as not given. Errors are
problem details (RFC 9457): `type` is stable, `detail` says what to do. A bearer token opens private
glossaries, where there are any."""


def document(settings: Mapping[str, Any], root: str = "/") -> dict[str, Any]:
    """Return the document; `settings` are the application's, `root` is where it is mounted."""
    schemas = _Schemas()
    paths: dict[str, dict[str, Any]] = {}
    order = {path: at for at, path in enumerate(_ORDER)}
    for operation in sorted(OPERATIONS, key=lambda o: order.get(o.path, len(order))):
        path = _IN_PATH.sub(r"{\1}", operation.path)
        paths.setdefault(path, {})[operation.method.lower()] = _operation(
            operation, schemas, settings
        )
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Glosslight",
            "version": version("glosslight"),
            "summary": "Explains jargon where people read it.",
            "description": DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": root}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas.components,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Opens private glossaries.",
                }
            },
        },
    }


class _Schemas:
    """JSON Schemas by reference; collects the components."""

    def __init__(self) -> None:
        self.components: dict[str, Any] = {}

    def of(self, declared: Any) -> dict[str, Any]:
        """Return the schema of a type, or of one of several."""
        if isinstance(declared, tuple):
            return {"anyOf": [self.of(one) for one in declared]}
        (schema,), components = msgspec.json.schema_components([declared], ref_template=_REF)
        self.components |= components
        return dict(schema)

    def content(self, content: Content) -> dict[str, Any]:
        """Return a content object."""
        return {kind: self._media(declared) for kind, declared in content.items()}

    def _media(self, declared: Any) -> dict[str, Any]:
        if isinstance(declared, Text):
            schema = {"description": declared.what}
            return {"schema": schema if declared.binary else schema | {"type": "string"}}
        return {"schema": self.of(declared)}


def _operation(
    operation: Operation, schemas: _Schemas, settings: Mapping[str, Any]
) -> dict[str, Any]:
    summary, _, more = (inspect.getdoc(operation.view) or "").partition("\n")
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": summary.rstrip("."),
        "description": more.strip(),
        "parameters": [*_in_path(operation), *_in_query(operation.query, settings)],
    }
    if operation.body:
        described["requestBody"] = {"required": True, "content": schemas.content(operation.body)}
    answers: dict[str, Any] = {}
    for status, answer in operation.answers.items():
        answers[str(status)] = {
            "description": answer.what,
            "headers": {
                name: {"description": said, "schema": {"type": "string"}}
                for name, said in answer.headers.items()
            },
            "content": schemas.content(answer.content),
        }
    described["responses"] = answers | _problems(operation, schemas)
    return {key: value for key, value in described.items() if value}


def _problems(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    kinds: dict[int, list[str]] = {}
    for kind in (*operation.problems, *ALWAYS):
        if kind in KINDS:
            kinds.setdefault(KINDS[kind][0], []).append(kind)
    schema = schemas.of(ProblemDetails)
    return {
        str(status): {
            "description": "; ".join(f"{KINDS[kind][1]} (`{kind}`)" for kind in named),
            "content": {_PROBLEM: {"schema": schema}},
        }
        for status, named in sorted(kinds.items())
    }


def _in_path(operation: Operation) -> Iterator[dict[str, Any]]:
    hints = get_type_hints(operation.view, include_extras=True)
    for name in _IN_PATH.findall(operation.path):
        yield _parameter(name, "path", msgspec.json.schema(hints[name])) | {"required": True}


def _in_query(query: type[Struct], settings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    (_,), components = msgspec.json.schema_components([query])
    declared = components[query.__name__]
    types = {field.encode_name: field.type for field in msgspec.structs.fields(query)}
    for name, schema in declared["properties"].items():
        plain, metas = parts_of(types[name])
        if get_origin(plain) is Literal:
            # In the order in which they are explained.
            schema["enum"] = list(get_args(plain))
        for meta in metas:
            if meta.extra and "setting" in meta.extra:
                schema["maxLength"] = settings[meta.extra["setting"]]
        parameter = _parameter(name, "query", schema)
        if name in declared.get("required", ()):
            parameter["required"] = True
        if schema.get("type") == "array":
            parameter |= {"style": "form", "explode": False}
        yield parameter


def _parameter(name: str, place: str, schema: dict[str, Any]) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": place}
    if said := schema.pop("description", None):
        parameter["description"] = said
    if shown := schema.pop("examples", None):
        parameter["examples"] = {str(at): {"value": value} for at, value in enumerate(shown, 1)}
    # An empty text, and an empty list, say the same as no parameter.
    if schema.get("default") in ("", []):
        del schema["default"]
    return parameter | {"schema": schema}
