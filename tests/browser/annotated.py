"""What is marked in some HTML files, in order, as JSON: what a live page must show too.

Run by one-answer.js. Arguments: the pack, the host that the pages are served from, the files.
"""

import json
import sys
from pathlib import Path

from annotator import Annotator
from terms import read_pack

annotator = Annotator(read_pack(Path(sys.argv[1])), host=sys.argv[2])
marks = {}
for name in sys.argv[3:]:
    page = annotator.annotate(Path(name).read_bytes())
    marks[name] = [[match.surface, list(match.ids)] for match in page.matches]
json.dump(marks, sys.stdout)
