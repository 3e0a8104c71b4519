/** The tooltip's look. In a closed shadow root: the page's styles do not reach it, nor its the page. */
export const STYLE = `
* { box-sizing: border-box; margin: 0; padding: 0; }
.card, .offer {
  --paper: #fff; --ink: #1d2127; --soft: #4a525c; --muted: #646c76; --line: #e3e7eb; --edge: #d3d9df;
  --accent: #0b6b63; --wash: #f1f4f6;
  --shadow: 0 0 1px rgb(20 28 36 / 10%), 0 2px 6px rgb(20 28 36 / 6%), 0 12px 32px rgb(20 28 36 / 16%);
  font: 400 .9375em/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); box-shadow: var(--shadow);
  letter-spacing: normal; text-align: start; overflow-wrap: anywhere;
}
.dark:is(.card, .offer) {
  color-scheme: dark;
  --paper: #1b2025; --ink: #e8edf2; --soft: #bcc5ce; --muted: #949da7; --line: #2f363d; --edge: #3a424b;
  --accent: #5fcabd; --wash: #272d34;
  --shadow: 0 0 1px rgb(0 0 0 / 50%), 0 2px 6px rgb(0 0 0 / 30%), 0 14px 36px rgb(0 0 0 / 50%);
}
@media (prefers-reduced-motion: no-preference) {
  .card.fresh { animation: appear 130ms cubic-bezier(.2, .7, .3, 1); }
  .icon { transition: transform 130ms; }
}
@keyframes appear { from { opacity: 0; transform: translateY(var(--from, 4px)); } }

.card {
  width: max-content; max-width: min(23.5em, calc(100vw - 16px), var(--room-x, 100vw));
  max-height: min(30em, var(--room, 100vh));
  border-radius: .75em; outline: none; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--edge) var(--paper);
}
.card.several { width: min(calc(var(--senses) * 18.5em), calc(100vw - 16px), var(--room-x, 100vw)); max-width: 44em; }
.senses { padding: .85em 1.05em .75em; }
.back + .senses, .lead + .senses { padding-top: .3em; }
.several .senses { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12.5em, 100%), 1fr)); gap: 1.2em 2.1em; }
.several .sense { position: relative; display: flex; flex-direction: column; align-items: start; max-width: 23em; }
.several .sense::before {
  content: ""; position: absolute; inset: 0 auto 0 -1.05em; border-inline-start: 1px solid var(--line);
}
.several .sense:first-child::before { display: none; }
@media (max-width: 500px) {
  .several .sense::before { inset: -.6em 0 auto; border-inline-start: 0; border-top: 1px solid var(--line); }
}
.lead { font-size: .8em; color: var(--muted); padding: .9em 1.3em 0; }
.back {
  display: inline-flex; align-items: center; gap: .3em; max-width: calc(100% - 1em);
  margin: .5em 0 0 .5em; padding: .15em .65em .15em .3em;
  font: inherit; font-size: .8em; color: var(--muted); background: none; border: 0; border-radius: .5em; cursor: pointer;
}
.back span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.back:hover { color: var(--ink); background: var(--wash); }

.label { font-size: 1.1em; font-weight: 650; line-height: 1.35; letter-spacing: -.005em; }
.native { font-weight: 400; font-size: .84em; color: var(--muted); margin-inline-start: .3em; letter-spacing: 0; }
.expansion { font-size: .867em; line-height: 1.45; color: var(--muted); margin-top: .05em; }
.definition { margin-top: .5em; text-wrap: pretty; }
.definition.rest { color: var(--soft); margin-top: .35em; }
.english { margin-top: .6em; padding-inline-start: .75em; border-inline-start: 2px solid var(--line); font-size: .9em; color: var(--soft); }
.english.rest { margin-top: 0; padding-top: .3em; }
.note { margin-top: .7em; padding: .45em .7em; font-size: .9em; background: var(--wash); border: 1px solid transparent; border-radius: .5em; white-space: pre-line; }
.short .rest { display: none; }
.related { margin-top: .7em; font-size: .867em; line-height: 1.7; color: var(--muted); }
.related .title { margin-inline-end: .75em; }
.related .reference { margin-inline-end: .55em; text-decoration-color: transparent; }
.related .reference:hover { text-decoration-color: currentcolor; }
.reference {
  display: inline; font: inherit; color: var(--accent); background: none; border: 0; cursor: pointer;
  text-align: inherit; text-decoration: underline; text-decoration-thickness: 1px;
  text-decoration-color: color-mix(in srgb, currentcolor 38%, transparent); text-underline-offset: .2em;
}
.reference:hover { text-decoration-color: currentcolor; }
.turn {
  display: inline-flex; align-items: center; gap: .3em; margin: .3em 0 0 -.4em; padding: .1em .4em;
  font: inherit; font-size: .867em; color: var(--muted); background: none; border: 0; border-radius: .4em; cursor: pointer;
}
.turn:hover { color: var(--ink); background: var(--wash); }
.turn .icon { width: .85em; height: .85em; }
.turn[aria-expanded=true] .icon { transform: rotate(180deg); }
.tags { display: flex; flex-wrap: wrap; gap: .4em; margin-top: .65em; font-size: .767em; line-height: 1.5; }
.tag { color: var(--muted); background: var(--wash); border: 1px solid transparent; border-radius: 1em; padding: 0 .75em; }
.source { margin-top: .6em; font-size: .8em; color: var(--muted); }

.foot {
  position: sticky; bottom: -1px; display: flex; align-items: center; justify-content: space-between; gap: .5em;
  padding: .25em .55em calc(.25em + 1px); background: var(--paper); border-top: 1px solid var(--line);
}
/* What goes on below fades out. */
.foot::before {
  content: ""; position: absolute; inset: auto 0 calc(100% + 1px); height: .75em; pointer-events: none;
  background: linear-gradient(transparent, var(--paper));
}
.tools { display: flex; gap: .1em; }
.tool, .more {
  display: inline-flex; align-items: center; justify-content: center; min-width: 2em; min-height: 2em;
  font: inherit; color: var(--muted); background: none; border: 0; border-radius: .5em; cursor: pointer;
}
.more { gap: .35em; font-size: .867em; padding: 0 .6em; }
.several .sense > .more { margin: auto 0 0 -.6em; min-height: 1.9em; }
.tool:hover, .more:hover { color: var(--ink); background: var(--wash); }
.tool[aria-pressed=true] { color: var(--accent); background: var(--wash); }
.icon {
  flex: none; width: 1.07em; height: 1.07em; fill: none; stroke: currentcolor; stroke-width: 1.4;
  stroke-linecap: round; stroke-linejoin: round;
}
.more .icon, .back .icon { width: .9em; height: .9em; }
.said { margin-inline-start: .4em; align-self: center; font-size: .8em; color: var(--muted); }

.none, .question { padding: .85em 1.1em; }
.none + .why, .question + .hint { padding: 0 1.1em .85em; margin-top: -.5em; font-size: .867em; color: var(--muted); }
.choices { display: flex; gap: .5em; padding: 0 1.1em 1em; }
.choice {
  font: inherit; font-size: .9em; color: var(--ink); background: var(--wash); border: 1px solid var(--edge);
  border-radius: .5em; padding: .2em .9em; cursor: pointer;
}
.choice.strong { color: var(--paper); background: var(--accent); border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; border-radius: .3em; }
.tool:focus-visible, .more:focus-visible, .turn:focus-visible, .back:focus-visible { outline-offset: -2px; border-radius: .5em; }
.card:focus { outline: none; }
.card:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: .75em; }
.sense:lang(ko) { word-break: keep-all; }
.sense:is(:lang(zh), :lang(ko), :lang(ja)) { line-height: 1.65; }
:is(:lang(zh), :lang(ja)) .reference { text-underline-offset: .25em; }

.offer {
  display: flex; align-items: center; justify-content: center; width: 2em; height: 2em;
  border-radius: .6em; cursor: pointer; color: var(--accent); padding: 0;
}
.offer:hover { background: var(--wash); }
.offer .icon { width: 1.2em; height: 1.2em; stroke-width: 1.6; }
.status { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (pointer: coarse) { .tool, .more { min-width: 2.7em; min-height: 2.7em; } .offer { width: 2.8em; height: 2.8em; } }
@media (forced-colors: active) {
  .tool[aria-pressed=true] { border: 1px solid Highlight; color: Highlight; }
  .reference { color: LinkText; }
}
@media print { :host { display: none !important; } }
`;
