"""`make fuzz`: pieces of real pages, cut and mended at random, must keep every invariant.

Seeds are the corpus named by GLOSSLIGHT_CORPUS and what tests/annotator/html_strategies.py knows of
nasty markup. A case that fails is written to the folder named by --failures, small enough to read,
and becomes a test.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import time
from pathlib import Path

from annotator import Annotator, UnreadableError, strip
from terms import load_pack, read_pack

ROOT = Path(__file__).parent.parent.parent
PIECES = (
    """<!-- --> <!--> <!---> <! <? </ </> < > & ; " ' = / <p> </p> <b> </b> <a href=x> </a>
<svg> </svg> <math> <mi> <![CDATA[ ]]> <script> </script> <!--<script> <style> </style> <title>
</title> <textarea> <template> </template> <table> <tr> <td> </table> <li> </li> <code> </code>
<pre> <br> <gl-term> </gl-term> <!--glosslight--> <!--/glosslight--> </body> </html> <body> <select>
<frameset> <plaintext> <noscript> <option> LoRA 체크포인트 에서는 炼丹 提示词 &lt; &#76; &#x4C; &amp
&notit; \ufeff \u00ad \u0301 \0 \r \uffff""".split()
    + [
        '<gl-term data-gl="lora">',
        '<gl-term data-gl="x" data-gl-n="1">',
    ]
)


def mutated(rng: random.Random, seeds: list[str]) -> str:
    """Return a stretch of one seed, a few times cut, doubled, spliced or sprinkled."""
    seed = rng.choice(seeds)
    size = rng.choice([20, 80, 300, 1500])
    start = rng.randrange(max(1, len(seed) - size))
    text = seed[start : start + size]
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(text) + 1)
        end = min(len(text), at + rng.randrange(1, 40))
        match rng.randrange(5):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:end] * rng.randrange(1, 4) + text[end:]
            case 2:
                other = rng.choice(seeds)
                from_ = rng.randrange(max(1, len(other) - 60))
                text = text[:at] + other[from_ : from_ + rng.randrange(60)] + text[at:]
            case 3:
                text = (
                    text[:at]
                    + chr(rng.choice([rng.randrange(128), rng.randrange(0x3000)]))
                    + text[at:]
                )
            case _:
                text = text[:at] + rng.choice(PIECES) + text[at:]
    return text


def check(annotator: Annotator, html: str | bytes, standalone: bool) -> None:
    """Raise AssertionError where an invariant does not hold."""
    bare = strip(html)
    assert strip(bare) == bare, "strip is not idempotent"
    page = annotator.annotate(html, standalone=standalone)
    assert strip(page.html) == bare, "strip does not undo annotate"
    assert annotator.annotate(page.html, standalone=standalone).html == page.html, "not idempotent"
    end = 0
    for match in page.matches:
        assert page.runs.text[match.start : match.end] == match.surface, "surface"
        assert match.start >= end, "overlap"
        end = match.end


def main() -> None:
    """Fuzz for some minutes; exit 1 if a case failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--failures", type=Path, default=ROOT / "build" / "fuzz")
    chosen = parser.parse_args()
    rng = random.Random(chosen.seed)
    corpus = Path(os.environ.get("GLOSSLIGHT_CORPUS", "../shared/corpus"))
    seeds = [
        page.read_bytes().decode("utf-8", "surrogateescape")
        for page in [*corpus.glob("pages/*.html"), *corpus.glob("on-topic/*/*.html")]
    ] or [" ".join(PIECES)]
    annotators = [
        Annotator(load_pack(), common="always"),
        Annotator(read_pack(ROOT / "tests/vectors/pack.json"), common="always"),
    ]
    cases = failed = 0
    until = time.monotonic() + chosen.minutes * 60
    while time.monotonic() < until:
        html: str | bytes = mutated(rng, seeds)
        if rng.random() < 0.3:
            encoding = rng.choice(["utf-8", "gb18030", "shift_jis", "euc-kr", "big5", "utf-16"])
            html = f"<meta charset={encoding}>{html}".encode(encoding, "replace")
            cut = rng.randrange(len(html))
            html = html[:cut] + rng.randbytes(rng.randrange(3)) + html[cut:]
        cases += 1
        try:
            check(rng.choice(annotators), html, rng.random() < 0.5)
        except UnreadableError:
            pass
        except Exception as error:  # every kind of failure is a finding
            failed += 1
            chosen.failures.mkdir(parents=True, exist_ok=True)
            raw = html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")
            kind = "bytes" if isinstance(html, bytes) else "str"
            name = hashlib.sha256(raw).hexdigest()[:12]
            (chosen.failures / f"{name}.{kind}").write_bytes(raw)
            print(f"{name}.{kind}: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"{cases} cases in {chosen.minutes:g} minutes, {failed} failed; seed {chosen.seed}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
