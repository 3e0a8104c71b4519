"""All glossaries that a server has: those for everyone, and for each set that a token opens.

A private glossary is in no State but those of its tokens. Whatever is made from glossaries hangs
on a State, so nothing that one reader may see is found in what another is answered.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from server.config import SettingError
from server.state import State
from server.tokens import Tokens
from terms import SHIPPED, Glossary, GlossaryError, Problem, load
from terms.cache import load_kept


class LibraryError(GlossaryError):
    """Glossaries cannot be used; `public_problems` may be shown to everyone."""

    def __init__(self, public: list[Problem], private: list[Problem]) -> None:
        super().__init__([*public, *private])
        self.public_problems, self.private_problems = public, private


@dataclass(frozen=True)
class Library:
    """Never changed, only replaced whole."""

    public: State
    opened: Mapping[frozenset[str], State]
    """By the ids of the private glossaries that a token opens."""
    private: frozenset[str]
    """Ids of all private glossaries."""
    tokens: Tokens

    @classmethod
    def load(
        cls,
        public: Iterable[Path] = (),
        private: Iterable[Path] = (),
        tokens: Tokens | None = None,
        *,
        kept: bool = False,
    ) -> Library:
        """Read glossary folders; none is the shipped one.

        `kept`: public ones may be taken from what was kept at an earlier start. Private ones never
        are: what is kept may be read by others who use the machine.

        Raises LibraryError with every problem of every file, SettingError where tokens and private
        glossaries do not fit each other.
        """
        tokens = tokens or Tokens({})
        folders = list(public) or [SHIPPED]
        pack = None
        if kept:
            # If that fails, reading one by one tells everything that is wrong.
            with contextlib.suppress(GlossaryError):
                open_to_all, pack = load_kept(folders)
        problems: list[Problem] = []
        if pack is None:
            open_to_all, problems = _read(folders)
        shut, private_problems = _read(private)
        if problems or private_problems:
            raise LibraryError(problems, private_problems)
        _all_different([*open_to_all, *shut])
        base = State.of(open_to_all, pack)
        ids = {glossary.facts[0].id: glossary for glossary in shut}
        everything = frozenset(ids)
        opened = {
            chosen: State.of([*open_to_all, *(ids[name] for name in ids if name in chosen)])
            for chosen in tokens.sets(everything)
        }
        return cls(base, opened, everything, tokens)

    def prepare(self) -> None:
        """Make now what the first requests would have to wait for."""
        for state in [self.public, *self.opened.values()]:
            state.prepare()

    def opened_by(self, token: str) -> State | None:
        """Return what a token opens, None for a token that is not known."""
        ids = self.tokens.opened_by(token, self.private)
        return None if ids is None else self.opened[ids]


def _read(folders: Iterable[Path]) -> tuple[list[Glossary], list[Problem]]:
    read: list[Glossary] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            read.append(load(folder))
        except GlossaryError as error:
            problems += error.problems
    return read, problems


def _all_different(glossaries: Iterable[Glossary]) -> None:
    seen: set[str] = set()
    for glossary in glossaries:
        name = glossary.facts[0].id
        if name in seen:
            raise SettingError(
                f"GLOSSLIGHT_GLOSSARIES: two folders have the glossary id {name!r}; change the id "
                "in one of the two glossary.yaml files"
            )
        seen.add(name)
