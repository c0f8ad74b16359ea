// What may fail. Pure functions: no DOM.
import { bytes, things } from './format.js';

/** The states of the cluster, as glyph, word and level. */
export const CLUSTER = {
  ok: { level: 'ok', glyph: '●', word: 'Safe' },
  degraded: { level: 'warn', glyph: '▲', word: 'Degraded' },
  unreadable: { level: 'bad', glyph: '✕', word: 'Some data cannot be read' },
  lost: { level: 'bad', glyph: '✕', word: 'Data lost' },
};

/** The state of a store, as glyph, word and level. */
export function storeState(store) {
  if (store.conflict) return { level: 'bad', glyph: '✕', word: 'Conflict' };
  if (store.state === 'DEAD') return { level: 'idle', glyph: '○', word: store.extents > 0 ? 'Dead, draining' : 'Dead' };
  if (!store.reachable) return { level: 'bad', glyph: '✕', word: 'Unreachable' };
  if (store.quarantined > 0) return { level: 'warn', glyph: '▲', word: 'Quarantined chunks' };
  return { level: 'ok', glyph: '●', word: 'Connected' };
}

/**
 * What the loss of so many more stores means at worst, when it hits the least protected extents.
 * `histogram` counts extents by the chunks that they may still lose; below 0 they cannot be read now.
 */
export function survives(histogram, lost) {
  const there = histogram.filter(row => row.extents > 0 && row.spare >= 0);
  if (there.length === 0) return { level: 'ok', title: 'Nothing stored yet', text: 'There is nothing to lose.' };
  const hit = there.filter(row => row.spare < lost);
  const least = Math.min(...there.map(row => row.spare)) - lost;
  if (hit.length > 0) {
    const amount = hit.reduce((sum, row) => sum + row.bytes, 0);
    const extents = hit.reduce((sum, row) => sum + row.extents, 0);
    return { level: 'bad', title: 'Data could be lost', text: `At worst ${bytes(amount)} in ${things(extents, 'extent')} would have too few chunks to be read.` };
  }
  return least === 0
    ? { level: 'warn', title: 'No data lost, no margin', text: 'Some objects would have exactly the chunks that they need. Repair would start with them.' }
    : { level: 'ok', title: 'No data lost', text: `Every object would still have at least ${things(least, 'spare chunk')}.` };
}

/** Stores by machine, in the order of their names. */
export function byDomain(stores) {
  const groups = new Map();
  for (const store of stores) groups.set(store.domain, [...groups.get(store.domain) ?? [], store]);
  return [...groups].sort(([a], [b]) => a < b ? -1 : 1);
}
