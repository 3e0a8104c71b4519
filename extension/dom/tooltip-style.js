/** The tooltip's look. In a closed shadow root: the page's styles do not reach it, nor its the page. */
export const STYLE = `
:host { color-scheme: light dark; }
* { box-sizing: border-box; margin: 0; padding: 0; }
.card, .offer {
  --paper: #fff; --ink: #1f2328; --muted: #656d76; --line: #d8dee4; --accent: #0b6b63;
  --wash: #f2f5f7; --shadow: 0 1px 2px rgb(31 35 40 / 8%), 0 8px 24px rgb(31 35 40 / 14%);
  font: 400 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  box-shadow: var(--shadow);
  letter-spacing: normal; text-align: start; overflow-wrap: anywhere;
  animation: appear 120ms ease-out;
}
@media (prefers-color-scheme: dark) {
  .card, .offer {
    --paper: #1c2126; --ink: #e6edf3; --muted: #9198a1; --line: #373e47; --accent: #5cc8bb;
    --wash: #262c33; --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 45%);
  }
}
@keyframes appear { from { opacity: 0; transform: translateY(3px); } }
@media (prefers-reduced-motion: reduce) { .card, .offer { animation: none; } }
.card {
  width: max-content; max-width: min(22rem, calc(100vw - 16px));
  max-height: min(26rem, var(--room, 100vh)); overflow: auto; overscroll-behavior: contain;
  border-radius: 10px; padding: 12px 14px 13px; outline: none;
}
.back {
  display: inline-flex; align-items: center; gap: 5px; margin: -3px 0 6px -5px; padding: 1px 7px 1px 5px;
  font: inherit; font-size: 12px; color: var(--muted); background: none; border: 0; border-radius: 6px;
  cursor: pointer;
}
.back:hover { color: var(--ink); background: var(--wash); }
.back svg { width: 12px; height: 12px; }
.senses { font-size: 12px; color: var(--muted); margin-bottom: 8px; }
.sense + .sense { border-top: 1px solid var(--line); margin-top: 12px; padding-top: 11px; }
.label { font-size: 15px; font-weight: 700; line-height: 1.35; }
.native { font-weight: 400; font-size: 14px; color: var(--muted); margin-inline-start: .5em; }
.expansion { font-size: 13px; line-height: 1.4; color: var(--muted); margin-top: 1px; }
.definition { margin-top: 6px; }
.reference {
  display: inline; font: inherit; color: var(--accent); background: none; border: 0; cursor: pointer;
  text-align: inherit; text-decoration: underline; text-decoration-thickness: 1px;
  text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); text-underline-offset: .2em;
}
.reference:hover { text-decoration-color: currentcolor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; border-radius: 3px; }
.card:focus-visible { outline: none; }
.foot { display: flex; flex-wrap: wrap; gap: 4px 5px; margin-top: 9px; align-items: baseline; }
.tag {
  font-size: 11.5px; line-height: 1.5; color: var(--muted); background: var(--wash);
  border-radius: 999px; padding: 1px 8px;
}
.related { margin-top: 8px; font-size: 12.5px; line-height: 1.6; color: var(--muted); }
.related .reference + .reference { margin-inline-start: .8em; }
.related .title { margin-inline-end: .7em; }
.sense:lang(ko) { word-break: keep-all; }
.none { color: var(--muted); }
.offer {
  display: flex; align-items: center; justify-content: center; width: 30px; height: 30px;
  border-radius: 9px; cursor: pointer; color: var(--accent); padding: 0;
}
.offer:hover { background: var(--wash); }
.offer svg { width: 18px; height: 18px; }
`;
