// The tooltips of a page that explains itself. All that they say stands in the glossary at the
// page's end, as HTML: this script hides it on the screen and shows its entries at their terms.
// Where it cannot run, the glossary stays in sight.
(() => {
  "use strict";
  const TERM = "gl-term[data-gl]";
  const find = (selector) => document.querySelector(selector);
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  const host = make("gl-tooltip", "");
  const stored = find('script[data-gl="entries"]');
  let glossary = find("gl-glossary[id]");
  if (!glossary && stored) {
    // A site hands the glossary over as data.
    const html = JSON.parse(stored.textContent).glossary;
    glossary = new DOMParser().parseFromString(html, "text/html").body.firstChild;
    document.body.append(glossary);
  }
  if (!glossary || !host.showPopover) return;
  const entries = {};
  for (const entry of glossary.querySelectorAll("[id]")) entries[entry.id.slice(3)] = entry;
  const nameOf = (id) => entries[id].querySelector("b").textContent;

  // Constructed, because a policy may forbid style elements.
  const style = find('style[data-gl="style"],link[href*="standalone.css"]');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent || [...style.sheet.cssRules].map((rule) => rule.cssText).join(""));
  document.adoptedStyleSheets.push(sheet);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const card = make("gl-glossary", "");
  card.dataset.gl = "card";
  card.role = "dialog";
  card.lang = glossary.lang;
  card.dir = glossary.dir;
  root.append(card);
  host.popover = "manual";

  let term = null;
  let line = 0;
  let shown = [];
  let trail = [];
  let timer = 0;
  let pressed = false;

  const idsOf = (mark) => mark.dataset.gl.split(" ").filter((id) => entries[id]);
  const termAt = (target) => target.closest?.(TERM);
  const focusable = () => term.closest("a") ?? term;
  // A click or the keyboard holds a tooltip open, wherever the pointer goes.
  const held = () => root.activeElement || document.activeElement === focusable();
  const soon = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const isBright = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g);
    // oklch(), oklab() and color() go from 0 to 1, the first two with the lightness first.
    return /^[oc]/.test(colour) ? red > 0.6 : red * 2 + green * 5 + blue * 1 > 1100;
  };
  // The paper that a term really stands on, whatever the system prefers.
  const isOnDark = (mark) => {
    for (let box = mark; box; box = box.parentElement) {
      const paper = getComputedStyle(box).backgroundColor;
      const opaque = !/a\(|\//.test(paper);
      if (opaque) return !isBright(paper);
    }
    return isBright(getComputedStyle(mark).color);
  };

  const show = (ids) => {
    shown = ids;
    card.ariaLabel = ids.map(nameOf).join(", ");
    card.replaceChildren(...ids.map((id) => entries[id].cloneNode(true)));
    if (trail.length) card.prepend(make("button", `\u2190 ${trail.at(-1).map(nameOf).join(", ")}`));
    place();
  };

  const place = () => {
    const boxes = term.getClientRects();
    const at = boxes[line] ?? boxes[0];
    if (!at || (!held() && (at.bottom < 0 || at.top > innerHeight))) return close();
    card.style.maxHeight = "";
    const below = innerHeight - at.bottom - 14;
    const above = at.top - 14;
    const up = card.offsetHeight > below && above > below;
    card.style.maxHeight = `min(26rem,${Math.max(up ? above : below, 120)}px)`;
    card.tabIndex = card.scrollHeight > card.clientHeight ? 0 : -1;
    const { offsetWidth: width, offsetHeight: height } = card;
    const move = (name, value, most) =>
      host.style.setProperty(name, `${Math.max(8, Math.min(value, most - 8))}px`);
    const rtl = getComputedStyle(term).direction === "rtl";
    move("--gl-left", rtl ? at.right + 8 - width : at.left - 8, document.documentElement.clientWidth - width);
    move("--gl-top", up ? at.top - 6 - height : at.bottom + 6, innerHeight - height);
  };

  const open = (mark, y) => {
    clearTimeout(timer);
    const ids = idsOf(mark);
    if (mark === term || !ids.length) return;
    // Where the browser extension is at work, it says so, each time, and explains instead.
    if (!mark.dispatchEvent(new Event("gl-explain", { bubbles: true, cancelable: true }))) return;
    close();
    term = mark;
    line = Math.max(0, [...mark.getClientRects()].findIndex((box) => y <= box.bottom));
    // A modal dialog makes all outside it inert; else beside the glossary, within the block.
    const dialog = mark.closest("dialog[open]");
    if (dialog) dialog.append(host);
    else glossary.after(host);
    card.className = isOnDark(mark) ? "dark" : "";
    host.showPopover();
    if (mark.role) mark.ariaExpanded = true;
    if (mark.tabIndex < 0) mark.tabIndex = -1;
    show(ids);
  };

  const close = () => {
    clearTimeout(timer);
    if (!term) return;
    if (root.activeElement) focusable().focus({ preventScroll: true });
    if (term.role) term.ariaExpanded = false;
    term = null;
    trail = [];
    host.hidePopover();
  };

  card.onclick = (event) => {
    const link = event.target.closest("a");
    const back = event.target.closest("button");
    if (!link && !back) return;
    event.preventDefault();
    if (link) trail.push(shown);
    show(link ? [link.hash.slice(4)] : trail.pop());
    card.querySelector("button,a")?.focus();
  };

  const on = (name, act) => addEventListener(name, act, true);
  on("pointerover", ({ target, pointerType, clientY }) => {
    if (pointerType === "touch") return;
    const mark = termAt(target);
    if (mark && mark !== term) soon(() => open(mark, clientY), 150);
    else if (term && !mark && target !== host) soon(() => held() || close(), 300);
    else clearTimeout(timer);
  });
  on("pointerdown", ({ target }) => {
    pressed = term && termAt(target) === term && held();
  });
  // None comes where a touch becomes a scroll.
  on("pointerup", ({ target }) => {
    if (!termAt(target) && target !== host) close();
  });
  on("click", ({ target, clientY }) => {
    const mark = termAt(target);
    if (!mark || mark.closest("a")) return;
    if (pressed) close();
    else open(mark, clientY);
    mark.focus({ preventScroll: true });
    pressed = false;
  });
  on("focusin", ({ target }) => {
    const mark = termAt(target) ?? (target.localName === "a" ? target.querySelector(TERM) : null);
    if (mark && target.matches(":focus-visible")) open(mark);
    else if (mark !== term && target !== host) close();
  });
  on("keydown", (event) => {
    const { key, target, shiftKey } = event;
    const inside = root.activeElement;
    const stops = [card, ...card.querySelectorAll("button,a")].filter((stop) => stop.tabIndex >= 0);
    const mine = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (key === "Escape") {
      if (term) mine();
      close();
    } else if (target.matches?.(TERM) && ["Enter", " "].includes(key)) {
      mine();
      if (target === term) close();
      else open(target);
    } else if (key === "Tab" && term && held()) {
      if (!inside && !shiftKey && stops[0]) {
        mine();
        stops[0].focus();
      } else if (inside && inside === stops.at(shiftKey ? 0 : -1)) {
        // On from the term, as if the tooltip followed it in the page.
        focusable().focus({ preventScroll: true });
        if (shiftKey) mine();
      }
    }
  });
  on("scroll", () => term && place());
  on("resize", () => term && place());

  // One stop a term in the tab order, not one an occurrence; one that is to be seen, if any is.
  const marks = [...document.querySelectorAll(TERM)].filter((mark) => !mark.closest("a,button,summary,label"));
  const stops = new Set();
  for (const mark of [...marks.filter((mark) => mark.getClientRects().length), ...marks]) {
    const ids = idsOf(mark).join(" gl-");
    if (!ids || stops.has(ids)) continue;
    stops.add(ids);
    mark.tabIndex = 0;
    mark.role = "button";
    mark.ariaExpanded = false;
    mark.setAttribute("aria-describedby", `gl-${ids}`);
  }
  // Last: whatever failed before this leaves the glossary in sight.
  glossary.hidden = glossary.dataset.gl !== "index";
})();
