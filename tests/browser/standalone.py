"""Writes annotated pages that explain themselves, for the browsers to open as files.

Run by standalone-suite.js. Argument: the folder to write to. Standard input: a JSON list of
{name, html, options, served}, the options those of Annotator.annotate. Where `served` is true the
glossary stands in the page as data, as in the website's, which serves script and style by itself.
"""

import json
import sys
from pathlib import Path

from annotator import Annotator
from annotator.standalone import Standalone
from terms import load

GLOSSARY = Path(__file__).parent / "pages/standalone/glossary"

annotator = Annotator(load(GLOSSARY))
folder = Path(sys.argv[1])
for page in json.load(sys.stdin):
    options = page.get("options", {})
    served = page.get("served", False)
    annotated = annotator.annotate(page["html"], standalone=not served, **options)
    html = annotated.html
    if served:
        ids = dict.fromkeys(id_ for match in annotated.matches for id_ in match.ids)
        entries = Standalone(annotator.pack, "en").entries(ids)
        html += f'<script type="application/json" data-gl="entries">{entries}</script>'
    (folder / page["name"]).write_text(html, encoding="utf-8")
