// The uploads, in a corner of every page.
import { h } from '../lib/preact.js';
import { useEffect, useState } from '../lib/hooks.js';
import { bytes, percent, things } from '../model/format.js';
import { objectUrl } from '../model/paths.js';
import { active, cancel, clear, retry, watch } from './uploads.js';

const SHOWN = 50;

/** What is being uploaded; nothing where nothing was. */
export function Tray() {
  const [items, setItems] = useState([]);
  useEffect(() => watch(setItems), []);
  if (items.length === 0) return null;
  const open = items.filter(active).length;
  const shown = [...items].sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
  return h('section', { class: 'tray', 'aria-label': 'Uploads' },
    h('h2', null, h('span', { 'aria-live': 'polite' }, open ? `${things(open, 'upload')} under way` : `${things(items.length, 'upload')} ended`),
      open ? null : h('button', { class: 'link', onClick: clear }, 'Close')),
    h('ul', null, shown.map(item => h(Upload, { key: item.bucket + '/' + item.key, item }))),
    items.length > SHOWN && h('p', { class: 'muted' }, `and ${items.length - SHOWN} more`));
}

const rank = item => ['failed', 'running', 'waiting', 'cancelled', 'done'].indexOf(item.state);

const Upload = ({ item }) => h('li', null,
  h('div', { class: 'line' },
    item.state === 'done' ? h('a', { href: objectUrl(item.bucket, item.key) }, item.key) : h('span', null, item.key),
    active(item) ? h('button', { class: 'link', 'aria-label': 'Cancel ' + item.key, onClick: () => cancel(item) }, 'Cancel')
      : item.state !== 'done' && h('button', { class: 'link', 'aria-label': 'Retry ' + item.key, onClick: () => retry(item) }, 'Retry')),
  item.state === 'running' && h('div', { class: 'bar', role: 'progressbar', 'aria-label': item.key, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(percent(item.sent, item.size)) },
    h('i', { class: 'f-used', style: { width: percent(item.sent, item.size) + '%' } })),
  h('span', { class: item.state === 'failed' ? 'state bad' : 'muted' }, said(item)));

function said(item) {
  switch (item.state) {
    case 'running': return `${bytes(item.sent)} of ${bytes(item.size)}`;
    case 'failed': return item.error;
    case 'done': return `${bytes(item.size)} uploaded`;
    default: return item.state;
  }
}
