import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { ago, bytes, count, duration, percent, sentence, things, when } from '../model/format.js';
import { storeState } from '../model/safety.js';
import { api } from '../parts/api.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { go } from '../parts/router.js';
import { Action, Bar, Card, Command, Copy, Empty, Field, Head, Live, Size, State } from '../parts/ui.js';

/** All stores, or the one that the path names. */
export const Stores = ({ route }) => route.rest[0] ? h(Store, { uuid: route.rest[0] }) : h(List);

function List() {
  const live = useLive(() => api('/stores'), [], 10, ['stores', 'repair', 'data']);
  const [filter, setFilter] = useState('');
  const [asking, ask] = useState(null);
  const [said, say] = useState('');
  const rescan = () => api('/stores/rescan', 'POST', {}).then(() => { say('All known chunk servers were looked at.'); live.reload(); }, error => say(error.message));
  return [
    h(Head, { title: 'Stores', sub: 'One row per formatted directory, normally one per drive.' },
      h('button', { onClick: rescan }, 'Rescan'),
      h('button', { class: 'primary', onClick: () => ask({ kind: 'scan' }) }, 'Scan a chunk server…')),
    h('p', { 'aria-live': 'polite', class: 'muted' }, said),
    h(Live, { of: live }, ({ stores }) => stores.length === 0
      ? h(Empty, { title: 'No stores yet. Format a directory, serve it, and scan it.', command: 'slime fmt-dir /mnt/drive1\nslime chunk-server /mnt/drive1' })
      : [h('div', { class: 'line' }, h('label', { for: 'filter', class: 'vh' }, 'Filter'),
        h('input', { id: 'filter', 'data-filter': true, type: 'search', placeholder: 'Filter by name, machine or id  ( / )', value: filter, onInput: event => setFilter(event.target.value) })),
      h('div', { class: 'card flush scroll' }, h(Table, { stores: stores.filter(store => matches(store, filter)), ask })),
      h(Command, null, 'slime store list')]),
    asking && h(Ask, { ...asking, close: () => ask(null), done: live.reload }),
  ];
}

const matches = (store, filter) => (store.name + store.domain + store.uuid + storeState(store).word).toLowerCase().includes(filter.toLowerCase());

const Table = ({ stores, ask }) => h('table', { class: 'cards' },
  h('thead', null, h('tr', null, ['Store', 'State'].map(name => h('th', null, name)), ['Used', 'Free', 'Quarantined'].map(name => h('th', { class: 'num' }, name)),
    h('th', null, 'Verified'), h('th', null, 'Last seen'), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
  h('tbody', null, stores.map(store => h('tr', { key: store.uuid },
    h('td', null, h('a', { href: '/stores/' + store.uuid }, h('b', null, store.name)), h('br'), h('span', { class: 'mono muted' }, store.uuid.slice(0, 8)),
      store.error && h('div', { class: 'muted' }, store.error)),
    h('td', null, h(State, { of: storeState(store) })),
    h('td', { class: 'num', 'data-l': 'Used' }, h(Size, { of: store.used })),
    h('td', { class: 'num', 'data-l': 'Free' }, h(Size, { of: store.free })),
    h('td', { class: 'num hide-s' }, store.quarantined ? count(store.quarantined) : '–'),
    h('td', { class: 'muted hide-s' }, ago(store.scrub?.last?.finished)),
    h('td', { class: 'muted hide-s' }, ago(store.last_seen)),
    h('td', { class: 'act' }, store.state === 'DEAD'
      ? h('button', { 'aria-label': `Take ${store.name} back`, onClick: () => ask({ kind: 'undead', store }) }, 'Undead…')
      : h('button', { 'aria-label': `Mark ${store.name} dead`, onClick: () => ask({ kind: 'dead', store }) }, 'Mark dead…'))))));

function Store({ uuid }) {
  const live = useLive(() => api('/stores/' + uuid), [uuid], 10, ['stores', 'repair', 'data']);
  const [asking, ask] = useState(null);
  return [h(Live, { of: live }, store => {
    const { can } = store;
    return [
      h(Head, { title: store.name, above: h('p', { class: 'muted' }, h('a', { href: '/stores' }, 'Stores'), ' /') },
        h(Copy, { text: store.uuid, label: 'Copy id' }),
        h(Action, { can: can.scrub, onClick: () => ask({ kind: 'scrub', store }) }, 'Scrub now…'),
        store.state === 'DEAD' ? h('button', { onClick: () => ask({ kind: 'undead', store }) }, 'Undead…') : h('button', { onClick: () => ask({ kind: 'dead', store }) }, 'Mark dead…'),
        h(Action, { can: can.delete, onClick: () => ask({ kind: 'delete', store }) }, 'Delete…')),
      !store.reachable && store.state !== 'DEAD' && h('p', { class: 'note bad' }, `Unreachable since ${when(store.last_seen)}. Rebuilding its chunks waits until you mark it dead.`),
      store.error && h('p', { class: 'note warn' }, store.error),
      h('div', { class: 'grid' }, h(Facts, { store }), h(Verified, { store })),
      !can.delete.ok && h('p', { class: 'muted' }, 'Why it cannot be deleted: ' + sentence(can.delete.why)),
      h(Command, null, `slime store show ${store.name}`)];
  }), asking && h(Ask, { ...asking, close: () => ask(null), done: () => asking.kind === 'delete' ? go('/stores') : live.reload() })];
}

const Facts = ({ store }) => h(Card, { title: 'Store', span: 'c7' }, h('dl', null, [
  ['State', h(State, { of: storeState(store) })], ['Id', h('span', { class: 'mono' }, store.uuid)], ['Machine', store.domain],
  ['Served at', store.url ? h('span', { class: 'mono' }, store.url) : 'this gateway’s own process'], ['Drive', store.drive ?? '–'],
  ['Capacity', h(Size, { of: store.capacity })], ['Used', h(Size, { of: store.used })], ['Free', h(Size, { of: store.free })],
  ['Chunks', count(store.chunks)], ['Quarantined', count(store.quarantined)], ['Extents on it', count(store.extents)], ['Last seen', ago(store.last_seen)],
].flatMap(([name, value]) => [h('dt', null, name), h('dd', null, value)])),
h(Bar, { label: Math.round(percent(store.used, store.capacity)) + '% used', parts: [{ part: percent(store.used, store.capacity), kind: 'f-used' }] }));

const Verified = ({ store: { scrub } }) => h(Card, { title: 'Verified', span: 'c5' },
  h('p', null, scrub?.last ? `The last full pass ended ${ago(scrub.last.finished)}: ${things(scrub.last.chunks, 'chunk')}, ${bytes(scrub.last.bytes)}, ${count(scrub.last.damaged)} damaged.` : 'No full pass yet.'),
  scrub?.running && h('p', null, `Under way: ${count(scrub.running.chunks)} of ${count(scrub.running.total)}${scrub.running.eta_seconds ? ', about ' + duration(scrub.running.eta_seconds) + ' left' : ''}.`),
  scrub?.paused && h('p', { class: 'state warn' }, 'Paused'), scrub?.reason && h('p', { class: 'muted' }, scrub.reason));

function Ask({ kind, store, close, done }) {
  const [url, setUrl] = useState('http://');
  const post = (action, body = {}) => () => api(`/stores/${store.uuid}/${action}`, 'POST', body);
  switch (kind) {
    case 'scan': return h(Confirm, { title: 'Scan a chunk server', label: 'Scan', danger: false, close, done, action: () => api('/stores/scan', 'POST', { url }), command: 'slime store scan ' + url },
      h('p', null, 'Takes in every store that it serves. New chunks begin to go there; what is stored stays where it is.'),
      h(Field, { id: 'scan-url', label: 'Its address', hint: 'As in http://10.0.0.5:17941' },
        h('input', { id: 'scan-url', type: 'text', value: url, required: true, onInput: event => setUrl(event.target.value) })));
    case 'dead': return h(Confirm, { title: `Mark ${store.name} dead?`, label: 'Mark dead', close, done, action: post('dead'), command: 'slime store dead ' + store.name },
      h(DeathNotice, { store }));
    case 'undead': return h(Confirm, { title: `Take ${store.name} back?`, label: 'Take it back', danger: false, close, done, action: post('undead'), command: 'slime store undead ' + store.name },
      h('p', null, 'Its chunks count again, and new ones go there. What was moved off meanwhile stays where it is.'));
    case 'scrub': return h(Confirm, { title: `Verify ${store.name} now?`, label: 'Verify', danger: false, close, done, action: () => api('/scrub/start', 'POST', { store: store.uuid }), command: 'slime scrub start ' + store.name },
      h('p', null, `Reads ${bytes(store.used)} in ${things(store.chunks, 'chunk')} and verifies each. Clients go first; you can pause it at any time.`));
    default: return h(Confirm, { title: `Delete ${store.name}?`, label: 'Delete', close, done, typed: store.name, action: () => api('/stores/' + store.uuid, 'DELETE'), command: 'slime store delete ' + store.name },
      h('p', null, 'The cluster forgets it. Nothing that can be read depends on it. This cannot be undone: the directory could only be formatted and scanned anew.'));
  }
}

function DeathNotice({ store }) {
  const live = useLive(() => api('/durability?without=' + store.uuid), [store.uuid], 0);
  const loss = live.data?.stores.find(each => each.uuid === store.uuid);
  return h('div', null,
    h('p', null, `Slime stops writing to it and rebuilds what ${things(store.extents, 'extent')} have there`,
      loss ? ` on the other stores: ${bytes(loss.rebuild_bytes)}${loss.rebuild_seconds ? ', about ' + duration(loss.rebuild_seconds) : ''}.` : ' on the other stores.'),
    live.data && h('p', null, live.data.without.unreadable.extents > 0
      ? h('span', { class: 'state bad' }, `${things(live.data.without.unreadable.extents, 'extent')} could not be read meanwhile.`)
      : 'Everything can still be read meanwhile.'),
    h('p', { class: 'muted' }, 'Nothing is deleted. ', h('code', null, 'undead'), ' reverses it at any time.'));
}
