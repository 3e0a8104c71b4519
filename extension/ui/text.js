/** The words of the interface, in the browser's language. */
export const text = chrome.i18n.getMessage;

/** Says in which language a page of ours is, and what it is called. @param {string} title */
export function prepare(title) {
  document.documentElement.lang = text('locale');
  document.title = title;
}

/** A number as the reader writes it. @param {number} value */
export const count = (value) => new Intl.NumberFormat(text('locale')).format(value);
