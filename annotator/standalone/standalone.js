(() => {
  "use strict";
  const marks = [...document.querySelectorAll("gl-term[data-gl]")];
  const source = document.querySelector('script[data-gl="entries"]');
  if (!source || !marks.length || document.documentElement.hasAttribute("data-gl-extension")) return;
  const { entries, language } = JSON.parse(source.textContent);

  const host = document.createElement("gl-tooltip");
  host.popover = "manual";
  const root = host.attachShadow({ mode: "open" });
  // A constructed sheet, because a strict policy blocks style elements and attributes.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{all:initial!important;position:fixed!important;inset:var(--gl-top,0) auto auto var(--gl-left,0)!important;
      z-index:2147483647!important;overflow:visible!important}
    :host(:not(:popover-open)){display:none!important}
    .card{--paper:#fff;--ink:#1f2328;--muted:#656d76;--line:#d8dee4;
      box-sizing:border-box;width:max-content;max-width:min(22rem,calc(100vw - 16px));max-height:60vh;overflow:auto;
      padding:12px 14px;border:1px solid var(--line);border-radius:10px;background:var(--paper);color:var(--ink);
      font:14px/1.5 system-ui,sans-serif;text-align:start;box-shadow:0 6px 24px #0003;overflow-wrap:anywhere}
    @media(prefers-color-scheme:dark){.card{--paper:#1c2126;--ink:#e6edf3;--muted:#9198a1;--line:#373e47}}
    .sense+.sense{margin-top:10px;padding-top:10px;border-top:1px solid var(--line)}
    b{font-size:15px}span{color:var(--muted);margin-inline-start:.5em}p{margin:4px 0 0}`);
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.setAttribute("role", "tooltip");
  root.adoptedStyleSheets = [sheet];
  root.append(card);
  document.documentElement.append(host);

  let shown = null;
  let timer = 0;

  const add = (parent, name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  const fill = (ids) => {
    card.replaceChildren();
    for (const id of ids) {
      const entry = entries[id];
      if (!entry) continue;
      const sense = add(card, "div", "");
      sense.className = "sense";
      sense.lang = entry.lang;
      add(sense, "b", entry.native && language !== "en" ? entry.native : entry.label);
      if (entry.native && language !== "en") add(sense, "span", entry.label);
      if (entry.expansion) add(sense, "span", entry.expansion);
      add(sense, "p", entry.definition);
    }
    return card.childElementCount > 0;
  };

  const place = (mark) => {
    const rects = mark.getClientRects();
    const at = rects[0] ?? mark.getBoundingClientRect();
    const box = card.getBoundingClientRect();
    const room = 8;
    const left = Math.max(room, Math.min(at.left, innerWidth - box.width - room));
    const below = at.bottom + 6;
    const above = at.top - 6 - box.height;
    host.style.setProperty("--gl-left", `${left}px`);
    const top = below + box.height > innerHeight - room && above > room ? above : below;
    host.style.setProperty("--gl-top", `${top}px`);
  };

  const open = (mark) => {
    clearTimeout(timer);
    if (shown === mark) return;
    if (!fill(mark.dataset.gl.split(" "))) return;
    shown = mark;
    host.showPopover?.();
    place(mark);
    mark.ariaDescription = card.textContent;
  };

  const close = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown = null;
    host.hidePopover?.();
  };

  const soon = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const markOf = (event) => event.target instanceof Element && event.target.closest("gl-term[data-gl]");

  const first = new Set();
  for (const mark of marks) {
    // One stop a term in the tab order, not one an occurrence.
    if (first.has(mark.dataset.gl)) continue;
    first.add(mark.dataset.gl);
    mark.tabIndex = 0;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = markOf(event);
    if (mark) soon(() => open(mark), 150);
    else if (event.target === host) clearTimeout(timer);
    else soon(close, 300);
  });
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark && !mark.closest("a")) shown === mark ? close() : open(mark);
    else if (event.target !== host) close();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) open(mark);
    else if (event.target !== host) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("scroll", () => shown && place(shown), { passive: true, capture: true });
})();
