// What a browser's processes hold in memory, as Linux counts it.
import { readFileSync, readdirSync } from 'node:fs';

/** A process and all its descendants. @param {number} pid @returns {number[]} */
function familyOf(pid) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const family = [pid];
  for (const each of family) family.push(...(children.get(each) ?? []));
  return family;
}

/** Whether a process of Chromium's is for pages, and not for extensions. @param {string} command */
export const isOfPage = (command) => command.includes('--type=renderer') && !command.includes('--extension-process');

/**
 * @param {number} pid
 * @param {(command: string) => boolean} [counts] of its processes
 * @returns {number} MB, what is shared divided among those that share it; without what they have given back,
 *   which Linux takes when it needs it (LazyFree)
 */
export function memoryOf(pid, counts = () => true) {
  let kilobytes = 0;
  for (const each of familyOf(pid)) {
    try {
      if (!counts(readFileSync(`/proc/${each}/cmdline`, 'utf8'))) continue;
      const rollup = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8');
      const [held, free] = ['Pss', 'LazyFree'].map((name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0));
      kilobytes += held - free;
    } catch {
      // It has ended meanwhile.
    }
  }
  return kilobytes / 1000;
}
