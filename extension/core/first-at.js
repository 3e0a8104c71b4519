/** The first of some numbers from 0 on from which on something holds. @param {number} count @param {(at: number) => boolean} holds */
export function firstAt(count, holds) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
