"""How often each entry is marked in some HTML files, as JSON: what a live page must show too.

Run by agreement.js. Arguments: the pack, the host that the pages are served from, the files.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from annotator import Annotator
from terms import read_pack

annotator = Annotator(read_pack(Path(sys.argv[1])), host=sys.argv[2])
counts = {}
for name in sys.argv[3:]:
    page = annotator.annotate(Path(name).read_bytes())
    counts[name] = Counter(id_ for match in page.matches for id_ in match.ids)
json.dump(counts, sys.stdout)
