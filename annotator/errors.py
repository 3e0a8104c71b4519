"""Everything that can go wrong in annotator/; see terms/errors.py for the base.

GlosslightError
└── AnnotatorError
    ├── OptionError       an option has a value that it cannot have
    └── UnreadableError   the input is no text that marks can be put into
"""

from __future__ import annotations

from terms.errors import GlosslightError


class AnnotatorError(GlosslightError):
    """Base of what the annotator raises on purpose."""


class OptionError(AnnotatorError, ValueError):
    """An option has a value that it cannot have; the text names those it can."""


class UnreadableError(AnnotatorError, ValueError):
    """The input is no text that marks can be put into."""
