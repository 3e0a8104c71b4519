/**
 * A Glosslight server that the user has set: where look-ups go that the pack cannot answer, and
 * where its glossary comes from.
 * @typedef {object} Server
 * @property {string} url with no slash at its end
 * @property {string} token '' where the server asks for none
 * @property {string} glossary '' for all that it serves
 */

export {};
