import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { bytes, clock, count, duration, exact, percent, things } from '../model/format.js';
import { byDomain, CLUSTER, storeState, survives } from '../model/safety.js';
import { api } from '../parts/api.js';
import { useLive } from '../parts/live.js';
import { Bar, Card, Command, Empty, Head, Live, Size, State } from '../parts/ui.js';

const first = 'slime fmt-dir /mnt/drive1\nslime chunk-server /mnt/drive1\nslime store scan http://HOST:17941';

/** How safe everything is, at a glance. */
export function Overview() {
  const live = useLive(() => api('/status'), [], 10, ['stores', 'repair', 'tasks', 'data', 'buckets', 'access', 'settings']);
  return h(Live, { of: live }, status => [
    h(Head, { title: status.safety, sub: line(status) }, h(State, { of: CLUSTER[status.state] ?? CLUSTER.degraded })),
    status.stores.length === 0
      ? h(Empty, { title: 'No stores yet. Add storage in three commands.', command: first })
      : h('div', { class: 'grid' },
        status.problems.length > 0 && h(Attention, { problems: status.problems }),
        h(WhatIf, { status }), h(Capacity, { of: status.capacity }), h(Drives, { stores: status.stores }),
        h(Tasks, { tasks: status.tasks }),
        h('div', { class: 'c12' }, h(Command, null, 'slime status'))),
  ]);
}

function line(status) {
  const { need, total } = status.redundancy;
  const domains = new Set(status.stores.map(store => store.domain)).size;
  return `Redundancy ${need} of ${total} · ${things(status.stores.length, 'store')} on ${things(domains, 'machine')} · as of ${clock(status.as_of)}`;
}

const Attention = ({ problems }) => h(Card, { title: 'Attention', span: 'c12' }, problems.map(problem =>
  h('p', null, h('span', { class: 'state warn' }, h('span', { 'aria-hidden': 'true' }, '▲'), 'Look'), ' ', problem.reason,
    problem.action && h('span', { class: 'muted' }, ' ', problem.action))));

function WhatIf({ status }) {
  const [lost, setLost] = useState(1);
  const [chosen, choose] = useState('');
  const most = Math.max(1, Math.min(status.stores.length, status.redundancy.total));
  const said = survives(status.durability, lost);
  const domains = byDomain(status.stores);
  return h(Card, { title: 'What if?', span: 'c7' },
    h('label', { for: 'what-if' }, 'If ', h('b', { class: 'num' }, lost), ` more ${lost === 1 ? 'store' : 'stores'} failed right now`),
    h('input', { id: 'what-if', type: 'range', min: 0, max: most, value: lost, onInput: event => setLost(Number(event.target.value)) }),
    h('p', { id: 'what-if-said', 'aria-live': 'polite' }, h('span', { class: 'state ' + said.level }, said.title), ' ', h('span', { class: 'muted' }, said.text)),
    h('div', { class: 'line' },
      h('label', { for: 'machine' }, 'If this failed:'),
      h('select', { id: 'machine', value: chosen, onChange: event => choose(event.target.value), style: { width: 'auto', maxWidth: '100%' } },
        h('option', { value: '' }, 'choose'),
        domains.map(([domain, stores]) => h('option', { value: stores.map(store => store.uuid).join(',') }, `machine ${domain}`)),
        status.stores.map(store => h('option', { value: store.uuid }, `store ${store.name}`)))),
    chosen && h(Without, { key: chosen, stores: chosen }));
}

function Without({ stores }) {
  const live = useLive(() => api('/durability?without=' + stores), [stores], 0);
  return h(Live, { of: live }, ({ without: { unreadable } }) => h('p', { 'aria-live': 'polite' }, unreadable.extents === 0
    ? h('span', { class: 'state ok' }, 'Everything could still be read.')
    : h('span', { class: 'state bad' }, `${bytes(unreadable.bytes)} in ${things(unreadable.extents, 'extent')} could not be read.`)));
}

const Capacity = ({ of: { capacity, used, free, data, usable_free: usable } }) => h(Card, { title: 'Capacity', span: 'c5' },
  h('div', { class: 'big', title: exact(usable) }, bytes(usable), ' ', h('span', { class: 'muted', style: { fontSize: '15px' } }, 'of new objects fit')),
  h(Bar, { label: Math.round(percent(used, capacity)) + '% of the drives used', parts: [{ part: percent(used, capacity), kind: 'f-used' }] }),
  h('div', { class: 'key' },
    h('span', null, 'Objects ', h('b', null, h(Size, { of: data }))),
    h('span', null, h('i', { class: 'dot f-used' }), 'Used on drives ', h('b', null, h(Size, { of: used }))),
    h('span', null, h('i', { class: 'dot f-free' }), 'Free ', h('b', null, h(Size, { of: free })))));

const Drives = ({ stores }) => h(Card, { title: 'Stores', span: 'c12' },
  h('div', { class: 'drives' }, byDomain(stores).map(([domain, list]) => h('div', { class: 'host' }, domain, h('div', null, list.map(Drive))))),
  h('p', { class: 'muted', style: { fontSize: '13px', marginTop: '12px' } }, 'One cell for each store, filled as far as it is used. Border: ',
    'thin connected, amber quarantined chunks, red unreachable, dashed dead. ', h('a', { href: '/stores' }, 'All stores')));

function Drive(store) {
  const state = storeState(store);
  const used = Math.round(percent(store.used, store.capacity));
  const label = `${store.name}, ${state.word}, ${used}% used`;
  return h('a', { key: store.uuid, class: `drv s-${state.level}`, href: '/stores/' + store.uuid, 'aria-label': label, title: label },
    h('i', { style: { height: used + '%' } }));
}

const Tasks = ({ tasks }) => {
  const running = tasks.filter(task => task.state !== 'idle' && task.total > 0);
  return running.length > 0 && h(Card, { title: 'Under way', span: 'c12' }, running.map(task => h('div', { key: task.name },
    h('p', { class: 'muted' }, h('b', null, task.name), ` ${task.state}: ${count(task.done)} of ${count(task.total)}`,
      task.rate ? `, ${bytes(task.rate)}/s` : '', task.eta_seconds ? `, about ${duration(task.eta_seconds)} left` : '', task.reason ? `, ${task.reason}` : ''),
    h(Bar, { label: `${task.name}: ${Math.round(percent(task.done, task.total))}%`, parts: [{ part: percent(task.done, task.total), kind: 'f-used' }] }))));
};
