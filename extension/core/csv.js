/**
 * Cards for Anki (https://docs.ankiweb.net/importing/text-files.html): a text file whose first
 * lines say how it is to be read, then one card a line, in the CSV of RFC 4180.
 *
 * @typedef {object} AnkiCard
 * @property {string} id what Anki knows a card by, so that the next import brings it up to date
 * @property {string} front
 * @property {string} back
 * @property {string[]} tags
 */

const HEAD = ['#separator:Comma', '#html:false', '#guid column:1', '#tags column:4', '#columns:Id,Front,Back,Tags'];

/** @param {AnkiCard[]} cards @returns {string} */
export function ankiCsv(cards) {
  const rows = cards.map(({ id, front, back, tags }) => {
    // Tags are separated by blanks, so none may hold one.
    const joined = tags.map((tag) => tag.trim().replace(/\s+/g, '_')).join(' ');
    return [`glosslight-${id}`, front, back, joined].map(field).join(',');
  });
  return [...HEAD, ...rows, ''].join('\n');
}

/** @param {string} text */
function field(text) {
  return `"${text.replaceAll('"', '""').replace(/\r\n?/g, '\n')}"`;
}
