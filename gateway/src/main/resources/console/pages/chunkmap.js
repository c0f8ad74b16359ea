import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { bytes, things } from '../model/format.js';
import { queried } from '../model/paths.js';
import { lines } from '../parts/api.js';
import { useLive } from '../parts/live.js';
import { Card, Failure, Live } from '../parts/ui.js';

const MOST = 500;
const level = extent => extent.good < extent.need ? 'bad' : extent.good < extent.total ? 'warn' : 'ok';

/** Where the chunks of an object lie: the cells of one extent, and all extents as a strip where there are more. */
export function ChunkMap({ path, version }) {
  const [at, setAt] = useState(0);
  const live = useLive(async () => {
    const extents = [];
    await lines('/objects/map' + queried({ path, version }), line => {
      if (line.type === 'extent') extents.push(line);
      return extents.length < MOST;
    });
    return extents;
  }, [path, version], 0);
  return h(Card, { title: 'Where its chunks lie' }, h(Live, { of: live }, extents => {
    const extent = extents[Math.min(at, extents.length - 1)];
    if (!extent) return h('p', { class: 'muted' }, 'It is empty, so it has no chunks.');
    return [
      extents.length > 1 && h('div', { class: 'strip', role: 'group', 'aria-label': 'Extents' }, extents.map((each, i) => h('button', {
        class: level(each), 'aria-pressed': i === at, 'aria-label': `Extent ${i + 1}: ${each.good} of ${each.total} chunks`, title: `Extent ${i + 1}: ${each.good} of ${each.total} chunks`, onClick: () => setAt(i) }, i + 1))),
      h('div', { class: 'chunks' }, extent.chunks.map(chunk => h(Chunk, { chunk, need: extent.need }))),
      h('p', { class: 'muted' }, extent.good >= extent.need ? `Readable: any ${extent.need} are enough and ${extent.good} are present.` : `Not readable now: ${extent.need} are needed and ${extent.good} are present.`,
        ` ${bytes(extent.length)} from byte ${extent.start}${extents.length === MOST ? `; the first ${MOST} extents are shown` : ''}.`)];
  }), h(Verify, { path, version }));
}

const Chunk = ({ chunk, need }) => {
  const good = chunk.state === 'good' || chunk.state === 'present';
  const state = good ? 'ok' : chunk.state === 'unknown' || chunk.state === 'unreachable' ? 'warn' : 'bad';
  return h('div', { class: 'chunk' + (chunk.chunk >= need ? ' par' : '') + (good ? '' : ' gone') },
    h('b', null, chunk.chunk < need ? `Data ${chunk.chunk + 1}` : `Parity ${chunk.chunk - need + 1}`),
    chunk.store ? h('a', { href: '/stores/' + chunk.store }, chunk.name ?? chunk.store.slice(0, 8)) : 'no store', h('br'),
    h('span', { class: 'state ' + state }, h('span', { 'aria-hidden': 'true' }, good ? '●' : '✕'), chunk.state), chunk.detail && h('div', { class: 'muted' }, chunk.detail));
};

function Verify({ path, version }) {
  const [result, setResult] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await lines('/objects/verify' + queried({ path, version }), line => { if (line.type === 'end') setResult(line); });
    } catch (problem) { setError(problem); }
    setBusy(false);
  };
  return h('div', null, error && h(Failure, { error }), h('div', { class: 'line' }, h('button', { onClick: run, disabled: busy }, busy ? 'Verifying…' : 'Verify now'),
    h('span', { 'aria-live': 'polite' }, result && (result.state === 'whole' ? h('span', { class: 'state ok' }, `Whole: all ${things(result.chunks, 'chunk')} were read and are right.`)
      : h('span', { class: 'state bad' }, `${things(result.bad, 'chunk')} bad, ${result.state}.`)))));
}
