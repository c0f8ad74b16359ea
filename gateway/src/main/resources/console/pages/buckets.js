import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { count, sentence, when } from '../model/format.js';
import { listUrl } from '../model/paths.js';
import { api } from '../parts/api.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { go } from '../parts/router.js';
import { all, empty, s3, text } from '../parts/s3.js';
import { Command, Empty, Field, Head, Live, Size } from '../parts/ui.js';
import { Bucket } from './bucket.js';
import { QuotaUse } from './quota.js';

/** All buckets, or the settings of the one that the path names. */
export const Buckets = ({ route, who }) => route.rest[0]
  ? h(Bucket, { key: route.rest[0], name: route.rest[0], tab: route.query.tab ?? 'overview', who })
  : h(List, { who, after: route.query.after ?? '' });

/** The buckets of who is logged in: all of them for an administrator, with what lies in them. */
async function load(who, after) {
  if (who.admin) return api('/buckets?limit=200' + (after ? '&after=' + encodeURIComponent(after) : ''));
  const { xml } = await s3('GET', '');
  return { buckets: all(xml, 'Bucket').map(node => ({ name: text(node, 'Name'), created: text(node, 'CreationDate') })), next: null };
}

function List({ who, after }) {
  const live = useLive(() => load(who, after), [after], 10, ['buckets', 'data']);
  const [asking, ask] = useState(null);
  const [filter, setFilter] = useState('');
  return [
    h(Head, { title: 'Buckets', sub: who.admin ? 'Objects and sizes are counted in the background, and may be some seconds old.' : 'Your buckets.' },
      h('button', { class: 'primary', onClick: () => ask({ kind: 'create' }) }, 'Create a bucket…')),
    h(Live, { of: live }, ({ buckets, next }) => buckets.length === 0
      ? h(Empty, { title: 'No buckets yet. Create the first one, here or with any S3 client.', command: 'aws --endpoint-url URL s3 mb s3://first' })
      : [h('div', { class: 'line' }, h('label', { for: 'filter', class: 'vh' }, 'Filter'),
        h('input', { id: 'filter', 'data-filter': true, type: 'search', placeholder: 'Filter these by name  ( / )', value: filter, onInput: event => setFilter(event.target.value) })),
      h('div', { class: 'card flush scroll' }, h(Table, { buckets: buckets.filter(bucket => bucket.name.includes(filter)), ask, admin: who.admin })),
      next && h('p', null, h('a', { class: 'btn', href: '/buckets?after=' + encodeURIComponent(next) }, 'Next page')),
      who.admin && h(Command, null, 'slime bucket list')]),
    asking?.kind === 'create' && h(Create, { close: () => ask(null) }),
    asking?.kind === 'delete' && h(Delete, { bucket: asking.bucket, close: () => ask(null), done: live.reload }),
  ];
}

const Table = ({ buckets, ask, admin }) => h('table', { class: 'cards' },
  h('thead', null, h('tr', null, h('th', null, 'Bucket'), admin && [h('th', { class: 'num' }, 'Objects'), h('th', { class: 'num' }, 'Size'), h('th', null, 'Versioning'), h('th', null, 'Owner')],
    h('th', null, 'Created'), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
  h('tbody', null, buckets.map(bucket => h('tr', { key: bucket.name },
    h('td', null, h('a', { href: listUrl(bucket.name) }, h('b', null, bucket.name))),
    admin && [h('td', { class: 'num', 'data-l': 'Objects' }, count(bucket.objects)), h('td', { class: 'num', 'data-l': 'Size' }, h(Size, { of: bucket.bytes }), bucket.quota && h(QuotaUse, { quota: bucket.quota })),
      h('td', { class: 'hide-s' }, bucket.versioning), h('td', { class: 'hide-s' }, bucket.owner)],
    h('td', { class: 'muted hide-s' }, when(bucket.created)),
    h('td', { class: 'act' }, h('a', { class: 'btn', href: '/buckets/' + encodeURIComponent(bucket.name), 'aria-label': 'Settings of ' + bucket.name }, 'Settings'), ' ',
      h('button', { 'aria-label': 'Delete ' + bucket.name, onClick: () => ask({ kind: 'delete', bucket }) }, 'Delete…'))))));

function Create({ close }) {
  const [name, setName] = useState('');
  const [lock, setLock] = useState(false);
  const action = () => s3('PUT', name, undefined, { headers: lock ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {} });
  return h(Confirm, { title: 'Create a bucket', label: 'Create', danger: false, close, action, done: () => go(listUrl(name)), command: `slime bucket create ${name || 'NAME'}` },
    h(Field, { id: 'bucket-name', label: 'Name', hint: '3 to 63 lower-case letters, digits, dots and hyphens.' },
      h('input', { id: 'bucket-name', type: 'text', value: name, required: true, pattern: '[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9]', autocomplete: 'off', onInput: event => setName(event.target.value) })),
    h('p', null, h('label', null, h('input', { type: 'checkbox', checked: lock, onChange: event => setLock(event.target.checked) }), ' Object lock, which versions everything and cannot be taken back')));
}

/** Deletes a bucket, and all that lies in it where that is wanted. */
export function Delete({ bucket, close, done }) {
  const [first, setFirst] = useState(false);
  const [gone, setGone] = useState(0);
  const action = async () => {
    if (first) await empty(bucket.name, setGone);
    await s3('DELETE', bucket.name);
  };
  const occupied = bucket.can && !bucket.can.delete.ok;
  return h(Confirm, { title: `Delete the bucket ${bucket.name}?`, label: 'Delete', close, done, typed: bucket.name, ready: first || !occupied, action, command: `slime bucket delete ${bucket.name}` },
    h('p', null, 'Its settings go with it. This cannot be undone.', occupied && ' ' + sentence(bucket.can.delete.why)),
    h('p', null, h('label', null, h('input', { type: 'checkbox', checked: first, onChange: event => setFirst(event.target.checked) }),
      ` Empty it first: delete ${bucket.versions ? count(bucket.versions) + ' versions' : 'every version'} for good`)),
    gone > 0 && h('p', { 'aria-live': 'polite', class: 'muted' }, `${count(gone)} versions deleted. Keep this page open.`));
}
