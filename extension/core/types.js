/**
 * The shapes that cross the borders between rooms. Types only: nothing here runs.
 *
 * @typedef {[string, string][]} Ranges inclusive pairs of hexadecimal code points
 *
 * @typedef {object} CharacterRules
 * @property {Ranges} space
 * @property {Ranges} dropped
 * @property {Ranges} apostrophes
 * @property {Ranges} hangul
 * @property {Ranges} conjoining
 * @property {Ranges} voicing
 * @property {Ranges} unspaced
 * @property {Record<string, string>} casefold
 *
 * @typedef {object} ScopeRules
 * @property {string[]} transparent
 * @property {string[]} excluded
 * @property {{links: string[], headings: string[]}} switchable
 * @property {string[]} classes
 * @property {Record<string, string[]>} attributes
 *
 * @typedef {object} Rules
 * @property {CharacterRules} characters
 * @property {Record<string, string[]>} particles
 * @property {ScopeRules} scope
 *
 * @typedef {[entry: number, kind: number, spelling?: string, flags?: number]} OwnerRow
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} label
 * @property {string} [expansion]
 * @property {string[]} [aliases]
 * @property {Record<string, string[]>} [labels]
 * @property {'exact'} [case]
 * @property {boolean} [common]
 * @property {string[]} [not_in]
 * @property {string[]} [not_in_folded]
 * @property {string[]} [homonyms]
 * @property {string[]} [tags]
 * @property {Record<string, string>} definition
 * @property {string} [broader]
 * @property {string[]} [related]
 * @property {{url: string, title: string}[]} [links]
 * @property {number} glossary
 *
 * @typedef {object} GlossaryFacts
 * @property {string} id
 * @property {Record<string, string>} title
 * @property {string} license
 * @property {string} attribution
 * @property {string[]} sites
 *
 * @typedef {object} Pack
 * @property {1} format
 * @property {string} digest
 * @property {string[]} languages
 * @property {GlossaryFacts[]} glossaries
 * @property {Record<string, Record<string, string>>} tags
 * @property {Rules} rules
 * @property {Entry[]} entries
 * @property {Record<string, OwnerRow[]>} forms
 *
 * What a matcher needs of a pack: no definition, no link. Entries are numbers, as in the pack.
 * @typedef {object} MatcherData
 * @property {string[]} ids
 * @property {number[]} exact entries whose case counts
 * @property {number[]} common entries that are also everyday words
 * @property {Record<string, string[]>} contexts entry -> folded contexts in which it is no term
 * @property {string[]} texts folded forms, sorted by UTF-16 units
 * @property {OwnerRow[][]} owners of each form
 * @property {Rules} rules
 * @property {string[]} sites
 *
 * @typedef {object} Match
 * @property {number} start in UTF-16 units of the text
 * @property {number} end
 * @property {string[]} ids the senses' entries, the likeliest first
 *
 * @typedef {'auto' | 'always' | 'never'} Common
 *
 * @typedef {object} MatchOptions
 * @property {Common} [common]
 * @property {string | null} [host]
 * @property {string | null} [textLanguage] only tr and az matter
 * @property {'all' | 'page' | 'section' | 'block'} [density]
 * @property {number[]} [sections] offsets at which headings begin, ascending
 * @property {number} [maxPerTerm]
 * @property {number} [minLength] shortest surface, in code points
 * @property {ReadonlySet<string>} [without] ids that are never marked
 */

export {};
