import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { ago, bytes, count, duration, percent, things } from '../model/format.js';
import { objectUrl } from '../model/paths.js';
import { api, lines } from '../parts/api.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { Bar, Card, Command, Failure, Head, Live, State } from '../parts/ui.js';

const STATES = {
  running: { level: 'info', glyph: '●', word: 'Running' }, idle: { level: 'ok', glyph: '●', word: 'Idle' },
  paused: { level: 'warn', glyph: '▲', word: 'Paused' }, unknown: { level: 'idle', glyph: '○', word: 'Does not answer' },
};
const MOST_LISTED = 200;

/** What lacks chunks and how it is rebuilt, and how far every store has verified its own. */
export function Repair() {
  const live = useLive(async () => {
    const [repair, scrub, settings] = await Promise.all([api('/repair'), api('/scrub'), api('/settings')]);
    return { repair, scrub, rate: settings.settings.find(each => each.name === 'repair-rate') };
  }, [], 5, ['stores', 'repair', 'tasks', 'settings']);
  const [asking, ask] = useState(null);
  return [
    h(Head, { title: 'Repair & scrub', sub: 'Repair rebuilds missing chunks, the most endangered first. Scrub reads all chunks and finds the damaged.' }),
    h(Live, { of: live }, ({ repair, scrub, rate }) => [
      h(Repairing, { repair, rate, ask }),
      h(Scrubbing, { stores: scrub.stores, ask }),
      h(Unreadable),
      h(Command, null, 'slime repair status\nslime scrub status\nslime durability')]),
    asking && h(Confirm, { ...asking, close: () => ask(null), done: live.reload }, h('p', null, asking.effect)),
  ];
}

function Repairing({ repair, rate, ask }) {
  const pause = () => ask({ title: 'Pause repair?', label: 'Pause', action: () => api('/repair/pause', 'POST', {}), command: 'slime repair pause',
    effect: `Nothing is rebuilt on any gateway until you resume. ${things(repair.waiting, 'extent')} wait: a further failure hits them first.` });
  const resume = () => ask({ title: 'Resume repair?', label: 'Resume', danger: false, action: () => api('/repair/resume', 'POST', {}), command: 'slime repair resume',
    effect: 'Every gateway rebuilds again, giving way to clients.' });
  return h(Card, null,
    h('div', { class: 'head' }, h('h2', null, 'Repair'), h('div', { class: 'actions' }, h(State, { of: STATES[repair.state] ?? STATES.unknown }),
      repair.state === 'paused' ? h('button', { onClick: resume }, 'Resume…') : h('button', { onClick: pause }, 'Pause…'))),
    repair.waiting === 0 ? h('p', null, 'Nothing to repair.') : [
      h('p', null, h('b', null, things(repair.waiting, 'extent')), ' lack chunks. ', repair.rate ? `${bytes(repair.rate)}/s. ` : '', repair.eta_seconds ? `About ${duration(repair.eta_seconds)} left.` : 'No estimate yet.'),
      repair.total > 0 && h(Bar, { label: `${count(repair.done)} of ${count(repair.total)}`, parts: [{ part: percent(repair.done, repair.total), kind: 'f-used' }] }),
      h('div', { class: 'key' }, repair.by_spare.map(row => h('span', null, row.spare < 0 ? 'cannot be read ' : `may lose ${row.spare} more `, h('b', null, count(row.extents))))),
      repair.postponed.length > 0 && h('ul', null, repair.postponed.map(row => h('li', null, `${things(row.extents, 'extent')} wait: ${row.reason}`)))],
    repair.reason && h('p', { class: 'muted' }, repair.reason),
    rate && h(Rate, { rate }));
}

function Rate({ rate }) {
  const [said, say] = useState('');
  const save = event => {
    event.preventDefault();
    api('/settings/repair-rate', 'PUT', { value: event.target.rate.value.trim() }).then(() => say('Kept.'), error => say(error.message));
  };
  const now = Number(rate.value);
  return h('form', { class: 'line', onSubmit: save }, h('label', { for: 'rate' }, 'Most bytes a second for each gateway'),
    h('input', { id: 'rate', name: 'rate', type: 'text', class: 'short', style: { flex: '0 1 9em' }, defaultValue: now ? bytes(now).replaceAll(' ', '') : '0' }), h('button', null, 'Set'),
    h('span', { class: 'muted', 'aria-live': 'polite' }, said || 'as 50MiB; 0 for no limit'));
}

function Scrubbing({ stores, ask }) {
  const order = (action, title, effect, store) => () => ask({ title, label: title.split(' ')[0], danger: false, effect,
    action: () => api('/scrub/' + action, 'POST', store ? { store: store.uuid } : {}), command: `slime scrub ${action}${store ? ' ' + store.name : ''}` });
  return h('section', { class: 'card flush' },
    h('div', { class: 'head pad' }, h('h2', null, 'Scrub'), h('div', { class: 'actions' },
      h('button', { onClick: order('start', 'Start a full pass on every store?', 'Every store reads and verifies all its chunks, giving way to clients.') }, 'Start all…'),
      h('button', { onClick: order('pause', 'Pause scrubbing everywhere?', 'Damage that nobody reads is not noticed until you resume.') }, 'Pause all…'),
      h('button', { onClick: order('resume', 'Resume scrubbing everywhere?', 'Every store goes on where it stopped.') }, 'Resume all…'))),
    h('table', { class: 'cards' },
      h('thead', null, h('tr', null, ['Store', 'State', 'Pass under way', 'Last full pass', 'Damaged then'].map(name => h('th', null, name)), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
      h('tbody', null, stores.map(store => h('tr', { key: store.uuid },
        h('td', null, h('a', { href: '/stores/' + store.uuid }, store.name)),
        h('td', null, h(State, { of: STATES[store.state] ?? STATES.unknown })),
        h('td', { 'data-l': 'Under way' }, store.running ? [h(Bar, { label: Math.round(percent(store.running.chunks, store.running.total)) + '%', parts: [{ part: percent(store.running.chunks, store.running.total), kind: 'f-used' }] }),
          `${count(store.running.chunks)} of ${count(store.running.total)}${store.running.eta_seconds ? ', ' + duration(store.running.eta_seconds) + ' left' : ''}`] : '–'),
        h('td', { 'data-l': 'Last' }, store.last ? ago(store.last.finished) : 'none yet'),
        h('td', { 'data-l': 'Damaged' }, store.last ? count(store.last.damaged) : '–'),
        h('td', { class: 'act' }, store.paused
          ? h('button', { 'aria-label': 'Resume scrubbing ' + store.name, onClick: order('resume', `Resume ${store.name}?`, 'It goes on where it stopped.', store) }, 'Resume…')
          : h('button', { 'aria-label': 'Scrub ' + store.name, disabled: store.state === 'unknown', onClick: order('start', `Start a full pass of ${store.name}?`, 'It reads and verifies all its chunks, giving way to clients.', store) }, 'Start…')))))));
}

/** Asked for by a click: it may go through all there is. */
function Unreadable() {
  const [found, setFound] = useState(null);
  const [error, setError] = useState(null);
  const look = async () => {
    const list = [];
    try {
      await lines('/durability/unreadable', line => {
        if (line.type !== 'end') list.push(line);
        return list.length < MOST_LISTED;
      });
      setFound(list);
      setError(null);
    } catch (problem) { setError(problem); }
  };
  return h(Card, { title: 'Unreadable objects' },
    h('div', { class: 'line' }, h('button', { onClick: look }, 'Look now'), found && h('span', { 'aria-live': 'polite' }, found.length === 0 ? 'None: everything can be read.' : found.length >= MOST_LISTED ? `The first ${MOST_LISTED}:` : things(found.length, 'object') + ':')),
    error && h(Failure, { error }),
    found?.length > 0 && h('ul', null, found.map(line => h('li', null, h(Path, { path: line.path }), ` ${line.type}, ${bytes(line.size)}`))));
}

const Path = ({ path }) => {
  const slash = path.indexOf('/');
  return slash > 0 ? h('a', { href: objectUrl(path.slice(0, slash), path.slice(slash + 1)) }, path) : path;
};
