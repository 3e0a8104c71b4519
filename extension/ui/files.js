/**
 * Gives the user a file to keep.
 * @param {string} name @param {string} content @param {string} type
 */
export function saveFile(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @returns {string} today, as it stands in file names */
export const today = () => new Date().toLocaleDateString('sv');

/**
 * Has the user choose a file. What becomes of it is said by who asked.
 * @param {string} accept
 * @param {(file: File) => void} use
 */
export function chooseFile(accept, use) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => input.files?.[0] && use(input.files[0]));
  input.click();
}
