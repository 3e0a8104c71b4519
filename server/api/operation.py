"""Declaring a route once: what it takes and answers, for the check of requests and for OpenAPI.

`@get(path, ...)` on a function registers the Flask route. The function is called with its query
parameters as a Struct, checked, and the parts of the path by name; its docstring is the operation's
text. `openapi.py` writes the document from the same declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, current_app, request
from msgspec import Struct

from server.api.answers import Ready
from server.api.arguments import Arguments
from server.reading import state
from server.shortcut import KEEP, Asked, Direct, Given

blueprint = Blueprint("api", __name__)

View = Callable[..., Response]
DirectView = Callable[[Any, Asked], Given]
"""From the parameters, checked, and what else it may read."""

ALWAYS = ("internal", "too-many-requests", "unauthorized")
"""Problems that any operation may answer."""


class NoQuery(Struct, forbid_unknown_fields=True):
    """No parameters."""


@dataclass(frozen=True, slots=True)
class Text:
    """Content that is not JSON: what it is."""

    what: str
    binary: bool = False
    """Its bytes are in an encoding of their own."""


Content = Mapping[str, Any]
"""Media type -> the type of its JSON (a tuple: one of several), or a Text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be answered: in words, its content by media type, its headers in words."""

    what: str
    content: Content = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    """As Flask writes it: /v1/terms/<entry_id>."""
    view: View
    query: type[Struct]
    body: Content
    answers: Mapping[int, Answer]
    problems: Sequence[str]
    """Kinds (`server.problems.KINDS`) beside those that any operation may answer."""

    @property
    def name(self) -> str:
        """The name of the function, and of the operation."""
        return self.view.__name__


OPERATIONS: list[Operation] = []
DIRECT: dict[tuple[str, str], Direct] = {}
"""By method and path, what answers without a request of Flask's."""


def get(
    path: str,
    *,
    answers: Mapping[int, Answer],
    query: type[Struct] = NoQuery,
    problems: Sequence[str] = (),
    keep: bool = False,
) -> Callable[[View], View]:
    """Declare an operation that reads; `keep` its answers for who asks the same (`shortcut.py`)."""
    return _declare("GET", path, query, {}, answers, problems, keep)


def get_direct(
    path: str,
    *,
    answers: Mapping[int, Answer],
    query: type[Struct] = NoQuery,
    problems: Sequence[str] = (),
) -> Callable[[DirectView], DirectView]:
    """Declare an operation that reads, is asked often, and needs only what `Asked` has.

    So it is answered in front of the application (`shortcut.py`), unless there is a problem: that
    is for the application to tell. Its answers are kept.
    """
    declare = _declare("GET", path, query, {}, answers, problems, True)
    return _direct("GET", path, query, declare)


def post(
    path: str,
    *,
    body: Content,
    answers: Mapping[int, Answer],
    query: type[Struct] = NoQuery,
    problems: Sequence[str] = (),
) -> Callable[[DirectView], DirectView]:
    """Declare an operation that takes a body; answered in front of the application too."""
    declare = _declare("POST", path, query, body, answers, problems, False)
    return _direct("POST", path, query, declare)


def _direct(
    method: str, path: str, query: type[Struct], declare: Callable[[View], View]
) -> Callable[[DirectView], DirectView]:
    """Declare what answers in both places: `declare` for the application."""
    arguments = Arguments(query)

    def declare_direct(answer: DirectView) -> DirectView:
        def view(query: Any) -> Response:
            config, urls = current_app.config, current_app.url_map
            asked = Asked(request.environ, config, urls, state(), request.get_data)
            return Ready(*answer(query, asked))

        def direct(asked: Asked) -> Given:
            return answer(arguments.of_query(asked.environ.get("QUERY_STRING", "")), asked)

        view.__name__, view.__doc__ = answer.__name__, answer.__doc__
        declare(view)
        DIRECT[method, path] = direct
        return answer

    return declare_direct


def _declare(
    method: str,
    path: str,
    query: type[Struct],
    body: Content,
    answers: Mapping[int, Answer],
    problems: Sequence[str],
    keep: bool,
) -> Callable[[View], View]:
    arguments = Arguments(query)

    def declare(view: View) -> View:
        name = view.__name__

        def handle(**in_path: str) -> Response:
            return view(arguments.of_query(request.environ.get("QUERY_STRING", "")), **in_path)

        def handle_kept(**in_path: str) -> Response:
            request.environ[KEEP] = path
            return handle(**in_path)

        blueprint.add_url_rule(path, name, handle_kept if keep else handle, methods=[method])
        OPERATIONS.append(
            Operation(
                method=method,
                path=path,
                view=view,
                query=query,
                body=body,
                answers=answers,
                problems=problems,
            )
        )
        return view

    return declare
