import { h } from '../lib/preact.js';
import { useEffect, useRef, useState } from '../lib/hooks.js';
import { things, when } from '../model/format.js';
import { crumbs, listUrl, objectUrl } from '../model/paths.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { go } from '../parts/router.js';
import { address, deleteAll, list, listVersions } from '../parts/s3.js';
import { upload } from '../parts/uploads.js';
import { Command, Empty, Head, Live, Size } from '../parts/ui.js';

/** The objects of a bucket below a prefix, a page at a time. */
export function Objects({ route }) {
  const bucket = route.rest[0] ?? '';
  const { prefix = '', from = '', versions, key, version } = route.query;
  const live = useLive(() => versions ? listVersions(bucket, { prefix, key, version }) : list(bucket, prefix, from), [bucket, prefix, from, versions, key, version], 30);
  const [chosen, choose] = useState(new Map());
  const [deleting, remove] = useState(false);
  useEffect(() => choose(new Map()), [bucket, prefix, from, versions, key, version]);
  const send = files => upload(bucket, prefix, files, live.reload);
  return h(DropZone, { send },
    h(Head, { title: prefix ? crumbs(prefix).at(-1).name : bucket, above: h(Trail, { bucket, prefix }) },
      h(Pickers, { send }),
      h('button', { disabled: chosen.size === 0, title: chosen.size ? '' : 'Choose objects first.', onClick: () => remove(true) }, chosen.size ? `Delete ${chosen.size}…` : 'Delete…'),
      h('a', { class: 'btn', href: listUrl(bucket, prefix, versions ? {} : { versions: '1' }) }, versions ? 'Hide versions' : 'Show versions')),
    h(Jump, { bucket, prefix, versions }),
    h(Live, { of: live }, page => {
      const rows = versions ? page.versions : page.objects;
      return rows.length + page.prefixes.length === 0
        ? h(Empty, { title: `Nothing ${prefix ? 'under ' + prefix : 'in ' + bucket}. Drop files here, or choose some.`, command: `aws s3 cp FILE s3://${bucket}/${prefix}` })
        : [h('div', { class: 'card flush scroll' }, h(Table, { bucket, prefix, page, rows, versions, chosen, choose })), h(Next, { bucket, prefix, page, versions })];
    }),
    h(Command, null, `aws s3 ls s3://${bucket}/${prefix}`),
    deleting && h(Confirm, { title: `Delete ${things(chosen.size, versions ? 'version' : 'object')}?`, label: 'Delete', close: () => remove(false), done: () => { choose(new Map()); live.reload(); },
      action: () => deleteAll(bucket, [...chosen.values()]), command: `aws s3api delete-objects --bucket ${bucket} …` },
    h('p', null, versions ? 'Versions are deleted for good: this cannot be undone.' : 'Where versioning is on, a delete marker hides each, and deleting the marker brings it back. Where it is off, they are gone.')));
}

const Trail = ({ bucket, prefix }) => h('p', { class: 'muted' }, h('a', { href: '/buckets' }, 'Buckets'), ' / ', prefix && [h('a', { href: listUrl(bucket) }, bucket), ' / '],
  crumbs(prefix).slice(0, -1).map(step => [h('a', { href: listUrl(bucket, step.prefix) }, step.name), ' / ']));

function Pickers({ send }) {
  const files = useRef(null);
  const folder = useRef(null);
  const take = event => { send([...event.target.files]); event.target.value = ''; };
  return [
    h('input', { ref: files, id: 'files', type: 'file', multiple: true, hidden: true, onChange: take }),
    h('input', { ref: folder, id: 'folder', type: 'file', webkitdirectory: true, hidden: true, onChange: take }),
    h('button', { class: 'primary', onClick: () => files.current.click() }, 'Upload files…'),
    h('button', { onClick: () => folder.current.click() }, 'Upload a folder…')];
}

function DropZone({ send, children }) {
  const [over, setOver] = useState(false);
  const drop = event => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length) send([...event.dataTransfer.files]);
  };
  return h('div', { class: over ? 'drop' : '', onDragOver: event => { event.preventDefault(); setOver(true); }, onDragLeave: () => setOver(false), onDrop: drop }, children);
}

function Jump({ bucket, prefix, versions }) {
  const submit = event => { event.preventDefault(); go(listUrl(bucket, event.target.prefix.value, { versions })); };
  return h('form', { class: 'line', onSubmit: submit }, h('label', { for: 'prefix' }, 'Names that begin with'),
    h('input', { id: 'prefix', name: 'prefix', key: prefix, 'data-filter': true, type: 'search', defaultValue: prefix, spellcheck: false }), h('button', null, 'Go'));
}

const id = row => row.key + '\0' + (row.version ?? '');

function Table({ bucket, prefix, page, rows, versions, chosen, choose }) {
  const toggle = row => { const next = new Map(chosen); if (!next.delete(id(row))) next.set(id(row), row); choose(next); };
  const every = rows.length > 0 && rows.every(row => chosen.has(id(row)));
  const move = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const boxes = step ? [...event.currentTarget.querySelectorAll('tbody input')] : [];
    const to = boxes[boxes.indexOf(document.activeElement) + step];
    if (to) { event.preventDefault(); to.focus(); }
    if (event.key === 'Enter' && event.target.dataset.open) go(event.target.dataset.open);
  };
  return h('table', { class: 'cards', onKeyDown: move },
    h('thead', null, h('tr', null,
      h('th', null, h('input', { type: 'checkbox', 'aria-label': 'Choose all on this page', checked: every, onChange: () => choose(every ? new Map() : new Map(rows.map(row => [id(row), row]))) })),
      h('th', null, 'Name'), h('th', { class: 'num' }, 'Size'), h('th', null, 'Modified'), versions && h('th', null, 'Version'), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
    h('tbody', null,
      page.prefixes.map(each => h('tr', { key: each }, h('td', { class: 'hide-s' }), h('td', null, h('a', { href: listUrl(bucket, each, { versions }) }, each.slice(prefix.length))),
        h('td', { class: 'num hide-s' }, '–'), h('td', { class: 'hide-s' }), versions && h('td', { class: 'hide-s' }), h('td', { class: 'hide-s' }))),
      rows.map(row => {
        const name = row.key.slice(prefix.length) || row.key;
        const open = objectUrl(bucket, row.key, row.version);
        return h('tr', { key: id(row) },
          h('td', null, h('input', { type: 'checkbox', 'data-open': open, 'aria-label': 'Choose ' + name + (row.version ? ' ' + row.version : ''), checked: chosen.has(id(row)), onChange: () => toggle(row) })),
          h('td', null, row.marker ? [name, ' ', h('span', { class: 'state warn' }, 'delete marker')] : h('a', { href: open }, name)),
          h('td', { class: 'num', 'data-l': 'Size' }, row.marker ? '–' : h(Size, { of: row.size })),
          h('td', { class: 'muted nowrap', 'data-l': 'Modified' }, when(row.modified)),
          versions && h('td', { class: 'mono muted hide-s' }, row.version, row.current && h('span', { class: 'state ok' }, 'current')),
          h('td', { class: 'act' }, !row.marker && h('a', { class: 'btn', href: address(bucket, row.key, { versionId: row.version }), download: name, 'aria-label': 'Download ' + name }, 'Download')));
      })));
}

const Next = ({ bucket, prefix, page: { next }, versions }) => next && h('p', null, h('a', { class: 'btn',
  href: listUrl(bucket, prefix, versions ? { versions, key: next.key, version: next.version } : { from: next }) }, 'Next page'));
