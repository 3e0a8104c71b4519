"""Where words occur: finds a glossary's terms in text and marks them in HTML, losslessly."""

from annotator.annotator import Annotator
from annotator.errors import AnnotatorError, OptionError, UnreadableError
from annotator.options import Options
from annotator.page import AnnotatedPage, strip
from annotator.selection import Match

__all__ = [
    "AnnotatedPage",
    "Annotator",
    "AnnotatorError",
    "Match",
    "OptionError",
    "Options",
    "UnreadableError",
    "strip",
]
