// The pages of the standalone tests, before they are annotated.

/** @param {string} body @param {string} [head] @param {string} [attributes] of html */
const html = (body, head = '', attributes = ' lang="en"') =>
  `<!doctype html><html${attributes}><head><meta charset="utf-8">${head}<title>A page</title></head><body>${body}</body></html>`;

const TEXT = `<p>LoRA and VAE, a trigger word; Unreal.</p><p id="second">LoRA again.</p>
<p><a id="end" href="#nowhere">The end</a></p>`;

/** @param {string} policy */
const under = (policy) => `<meta http-equiv="Content-Security-Policy" content="${policy}">`;

// What pages do to all elements, or to those that they think they alone have.
const HOSTILE = `<style>
  * { box-sizing: content-box; letter-spacing: 3px; color: green !important; transition: all 2s; }
  p > * { display: block; font-size: 40px; background: red; }
  gl-tooltip, [popover] { display: none !important; width: 0 !important; opacity: 0 !important; }
  gl-glossary, b, dt, dd { visibility: hidden !important; height: 0; }
  body { transform: scale(1); overflow: hidden; }
</style>`;

/** @type {{name: string, html: string, options?: object, served?: boolean}[]} */
export const PAGES = [
  { name: 'plain.html', html: html(TEXT) },
  { name: 'index.html', html: html(TEXT), options: { index: true } },
  { name: 'low.html', html: html('<p style="margin-top:90px">LoRA</p><p style="text-align:right">VAE</p>') },
  {
    name: 'dark.html',
    html: html(`<p id="dark">LoRA</p><p style="height:150px"></p><p id="light" style="background:#fff;color:#222">VAE</p>
      <p style="height:150px"></p><p id="oklch" style="background:oklch(0.95 0.01 250);color:#222">Unreal</p>`, '<style>body{background:#111;color:#eee}</style>'),
  },
  { name: 'rtl.html', html: html(`<p>${'ثم '.repeat(20)}LoRA</p>`, '', ' lang="ar" dir="rtl"') },
  { name: 'hostile.html', html: html('<p>A LoRA.</p>', HOSTILE) },
  { name: 'open.html', html: html('<ul><li><p>LoRA and VAE') },
  { name: 'dialog.html', html: html('<p>LoRA</p><dialog><p>VAE</p></dialog>') },
  {
    name: 'link.html',
    html: html('<p><a id="link" href="#there">A LoRA</a></p>'),
    options: { links: true },
  },
  { name: 'no-script.html', html: html(TEXT, under("default-src 'none'; style-src 'unsafe-inline'")) },
  { name: 'no-script-no-style.html', html: html(TEXT, under("default-src 'none'")) },
  { name: 'no-style.html', html: html(TEXT, under("default-src 'none'; script-src 'unsafe-inline'")) },
  {
    name: 'page.xhtml',
    html: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body><p>LoRA and VAE</p></body></html>`,
  },
  {
    name: 'served.html',
    html: html(
      '<p>LoRA</p>',
      '<link rel="stylesheet" href="/standalone.css"><script defer src="/standalone.js"></script>',
    ),
    served: true,
  },
];
