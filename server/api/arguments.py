"""From a query string or a JSON object to a Struct, or to a problem that says all that is wrong."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin
from urllib.parse import parse_qsl

import msgspec
from msgspec import Meta, Struct, UnsetType, ValidationError

from server.problems import Problem

S = TypeVar("S", bound=Struct)

MOST_PARAMETERS = 100


class Arguments(Generic[S]):
    """Reads values into a Struct; made once a declaration."""

    def __init__(self, declared: type[S]) -> None:
        self._declared = declared
        fields = msgspec.structs.fields(declared)
        self._types = {field.encode_name: field.type for field in fields}
        self._required = [field.encode_name for field in fields if field.required]
        # Nothing changes it, so all requests without parameters may share it.
        self._nothing = None if self._required else declared()
        self._lists = frozenset(n for n, t in self._types.items() if _is_list(t))

    def of_query(self, query: str) -> S:
        """Return what a query string says. Lists are separated by commas.

        Raises Problem (bad-request) with everything that is wrong.
        """
        if not query and self._nothing is not None:
            return self._nothing
        values: dict[str, Any] = {}
        if query:
            for name, value in _pairs(query):
                if name in self._lists:
                    values.setdefault(name, []).extend(value.split(",") if value else ())
                elif name in values:
                    raise Problem(
                        "bad-request", f"The parameter {name} is given twice; give it once."
                    )
                else:
                    values[name] = value
        return self.of(values, strict=False)

    def of(self, values: dict[str, Any], *, strict: bool) -> S:
        """Return what some values say; unless `strict`, texts may stand for numbers and truths."""
        try:
            return msgspec.convert(values, self._declared, strict=strict)
        except ValidationError:
            raise self._problem(values, strict=strict) from None

    def _problem(self, values: dict[str, Any], *, strict: bool) -> Problem:
        errors: list[tuple[str, str]] = []
        for name, value in values.items():
            if name not in self._types:
                errors.append((name, self._unknown(name)))
                continue
            try:
                msgspec.convert(value, self._types[name], strict=strict)
            except ValidationError:
                shown = ",".join(map(str, value)) if isinstance(value, list) else value
                errors.append((name, f"{name}={_short(shown)}: {_must(self._types[name])}."))
        missing = [name for name in self._required if name not in values]
        errors += [(name, f"The parameter {name} is missing.") for name in missing]
        return Problem(
            "bad-request",
            " ".join(said for _, said in errors),
            errors=[{"parameter": name, "detail": said} for name, said in errors],
        )

    def _unknown(self, name: str) -> str:
        near = get_close_matches(name, self._types, 1)
        if near:
            return f"There is no parameter {_short(name)}; did you mean {near[0]}?"
        if not self._types:
            return f"There is no parameter {_short(name)}: none is taken here."
        return f"There is no parameter {_short(name)}; there are {', '.join(self._types)}."


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        if not query.isascii():
            # WSGI hands bytes on as if they were Latin-1.
            query = query.encode("latin-1").decode("utf-8")
        return parse_qsl(
            query, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeError:
        detail = "The query is not UTF-8; percent-encode the UTF-8 bytes of each value."
        raise Problem("bad-request", detail) from None
    except ValueError:
        detail = f"The query has more than {MOST_PARAMETERS} parameters."
        raise Problem("bad-request", detail) from None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:50]}…{text[-1]}"


def parts_of(declared: Any) -> tuple[Any, list[Meta]]:
    """Return a field's type without what may be missing, and what is said of it."""
    metas: list[Meta] = []
    while True:
        if get_origin(declared) is not None and hasattr(declared, "__metadata__"):
            metas += [meta for meta in declared.__metadata__ if isinstance(meta, Meta)]
            declared = declared.__origin__
            continue
        given = [part for part in get_args(declared) if part is not UnsetType]
        if len(given) == 1 and UnsetType in get_args(declared):
            declared = given[0]
            continue
        return declared, metas


def _is_list(declared: Any) -> bool:
    return get_origin(parts_of(declared)[0]) is list


def _must(declared: Any) -> str:
    """Return what a value must be, in words."""
    plain, metas = parts_of(declared)
    for meta in metas:
        if meta.extra and "must" in meta.extra:
            return str(meta.extra["must"])
    if get_origin(plain) is Literal:
        return f"must be one of {', '.join(get_args(plain))}"
    if plain is bool:
        return "must be true or false"
    least = next((meta.ge for meta in metas if meta.ge is not None), None)
    most = next((meta.le for meta in metas if meta.le is not None), None)
    if plain is int:
        if most is not None:
            return f"must be a whole number from {least:,} to {most:,}"
        return "must be a whole number" + (f", {least} or more" if least is not None else "")
    longest = next((meta.max_length for meta in metas if meta.max_length is not None), None)
    if get_origin(plain) is list:
        return "must be a list of texts" + (f", {longest} at most" if longest else "")
    return "must be a text" + (f" of at most {longest:,} characters" if longest else "")
