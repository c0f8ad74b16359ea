import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { ago, count, bytes, when } from '../model/format.js';
import { differences, level, meaning, outcome, tally } from '../model/problems.js';
import { api } from '../parts/api.js';
import { useLive } from '../parts/live.js';
import { Card, Command, Empty, Head, Live, State } from '../parts/ui.js';

const GLYPHS = { ok: '●', warn: '▲', bad: '✕' };
const SHOWN = 200;
const SLOW = 1000;

/** What was asked of this gateway and how it ended, and what was changed by whom. */
export function Activity() {
  const [kind, setKind] = useState('all');
  const [who, setWho] = useState('');
  const [follow, setFollow] = useState(false);
  const chosen = (kind === 'failed' ? '&failed=true' : kind === 'slow' ? '&slower=' + SLOW : '') + (who ? '&who=' + encodeURIComponent(who) : '');
  const live = useLive(async () => {
    const [requests, failed, events] = await Promise.all([api(`/requests?limit=${SHOWN}${chosen}`), api('/requests?failed=true&limit=1000'), api('/events?limit=100')]);
    return { requests: requests.requests.reverse(), failed: failed.requests, events: events.events.reverse() };
  }, [chosen, follow], follow ? 2 : 0, follow ? ['requests', 'activity'] : []);
  const command = 'slime events --requests' + (kind === 'failed' ? ' --failed' : kind === 'slow' ? ' --slower 1s' : '') + (who ? ' --who ' + who : '');
  return [
    h(Head, { title: 'Activity', sub: 'The last requests that this gateway served, in its memory, and the changes that administrators and owners made, in the database.' },
      h('button', { 'aria-pressed': String(follow), onClick: () => setFollow(!follow) }, follow ? 'Stop following' : 'Follow'),
      h('button', { onClick: live.reload }, 'Refresh')),
    h('form', { class: 'line', onSubmit: event => { event.preventDefault(); setWho(event.target.who.value.trim()); } },
      h('label', { for: 'kind' }, 'Requests'),
      h('select', { id: 'kind', value: kind, style: { width: 'auto' }, onChange: event => setKind(event.target.value) },
        [['all', 'All'], ['failed', 'Refused or failed'], ['slow', 'A second or longer']].map(([value, name]) => h('option', { value }, name))),
      h('label', { for: 'who' }, 'of key'), h('input', { id: 'who', name: 'who', type: 'text', class: 'short', style: { flex: '0 1 14em' }, placeholder: 'any' }), h('button', null, 'Show')),
    h(Live, { of: live }, ({ requests, failed, events }) => [
      h(Requests, { requests }), h(Outcomes, { failed }), h(Changes, { events })]),
    h(Command, null, `${command}\nslime events`),
  ];
}

/** Saves rows as JSON lines. */
function save(name, rows) {
  const url = URL.createObjectURL(new Blob(rows.map(row => JSON.stringify(row) + '\n'), { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const Export = ({ name, rows }) => h('button', { onClick: () => save(name, rows) }, 'Export JSON lines');

function Requests({ requests }) {
  if (requests.length === 0) return h(Empty, { title: 'No such requests', command: 'slime connect aws' }, h('p', null, 'None came since this gateway started, or they are too long ago. Clients are configured by:'));
  return h('section', { class: 'card flush' },
    h('div', { class: 'head pad' }, h('h2', null, 'Requests'), h('div', { class: 'actions' }, h(Export, { name: 'requests.jsonl', rows: requests }))),
    h('table', { class: 'cards' },
      h('thead', null, h('tr', null, ['When', 'How it ended', 'Operation', 'Address', 'Who', 'Took', 'Bytes'].map(name => h('th', null, name)))),
      h('tbody', null, requests.map(request => h('tr', { key: request.number },
        h('td', { 'data-l': 'When', title: request.request_id }, when(request.at)),
        h('td', null, h(State, { of: { level: level(request), glyph: GLYPHS[level(request)], word: request.error ? `${request.status} ${request.error}` : outcome(request) } })),
        h('td', { 'data-l': 'Operation' }, request.operation === '-' ? request.method : request.operation),
        h('td', { 'data-l': 'Address' }, h('code', null, request.path)),
        h('td', { 'data-l': 'Who' }, h('code', null, request.who), ' from ', request.from),
        h('td', { 'data-l': 'Took', class: 'num' }, request.microseconds < 10000 ? (request.microseconds / 1000).toFixed(1) + ' ms' : count(Math.round(request.microseconds / 1000)) + ' ms'),
        h('td', { 'data-l': 'Bytes', class: 'num' }, bytes(request.bytes_in + request.bytes_out)))))));
}

function Outcomes({ failed }) {
  if (failed.length === 0) return h(Card, { title: 'Refused and failed' }, h('p', null, 'None.'));
  return h('section', { class: 'card flush' },
    h('div', { class: 'head pad' }, h('h2', null, 'Refused and failed')),
    h('table', { class: 'cards' },
      h('thead', null, h('tr', null, h('th', null, 'How it ended'), h('th', { class: 'num' }, 'Times'), h('th', null, 'Last'), h('th', null, 'What it means'))),
      h('tbody', null, tally(failed).map(row => h('tr', { key: row.name },
        h('td', null, h('code', null, row.name)), h('td', { 'data-l': 'Times', class: 'num' }, count(row.times)), h('td', { 'data-l': 'Last' }, ago(row.last)), h('td', { 'data-l': 'Means' }, meaning(row.name)))))));
}

function Changes({ events }) {
  if (events.length === 0) return h(Card, { title: 'Changes' }, h('p', null, 'Nothing was changed yet.'));
  return h('section', { class: 'card flush' },
    h('div', { class: 'head pad' }, h('h2', null, 'Changes'), h('div', { class: 'actions' }, h(Export, { name: 'events.jsonl', rows: events }))),
    h('table', { class: 'cards' },
      h('thead', null, h('tr', null, ['When', 'Who', 'What', 'Before and after'].map(name => h('th', null, name)))),
      h('tbody', null, events.map(event => h('tr', { key: event.number },
        h('td', { 'data-l': 'When' }, when(event.at)),
        h('td', { 'data-l': 'Who' }, event.user, ' from ', event.from),
        h('td', { 'data-l': 'What' }, h('code', null, event.what)),
        h('td', { 'data-l': 'Changed' }, h(Difference, { event })))))));
}

function Difference({ event }) {
  if (!event.after) return event.before ? 'is gone' : '';
  if (!event.before) return 'is new';
  return h('ul', null, differences(event.before, event.after).map(({ name, was, is }) => h('li', { key: name }, name, ': ', h('code', null, was), ' → ', h('code', null, is))));
}
