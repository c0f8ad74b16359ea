// How a file is cut into the parts of a multipart upload. Pure functions: no DOM.
const MIB = 1 << 20;
const MOST_PARTS = 10000;

/** Files below this are put whole. */
export const WHOLE = 8 * MIB;

/** The length of each part but the last: 8 MiB, or as much more as ten thousand parts need. */
export function partSize(size) {
  return Math.max(WHOLE, Math.ceil(size / MOST_PARTS / MIB) * MIB);
}

/** The parts that are still to be sent: `[{number, from, to}]`; `have` maps numbers to lengths of those that are there. */
export function missing(size, length, have = new Map()) {
  const parts = [];
  for (let number = 1, from = 0; from < size; number++, from += length) {
    const to = Math.min(size, from + length);
    if (have.get(number) !== to - from) parts.push({ number, from, to });
  }
  return parts;
}
