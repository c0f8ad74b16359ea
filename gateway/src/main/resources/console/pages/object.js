import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { when } from '../model/format.js';
import { crumbs, listUrl, objectUrl } from '../model/paths.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { go } from '../parts/router.js';
import { address, listVersions, s3 } from '../parts/s3.js';
import { Card, Command, Copy, Head, Live, Size } from '../parts/ui.js';
import { ChunkMap } from './chunkmap.js';
import { Preview } from './preview.js';
import { Share } from './share.js';

const HEADERS = ['Content-Type', 'Content-Encoding', 'Content-Language', 'Expires', 'x-amz-storage-class', 'x-amz-server-side-encryption',
  'x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date', 'x-amz-object-lock-legal-hold', 'x-amz-tagging-count'];

/** One object: what it is, its versions, and where its chunks lie. */
export function ObjectPage({ route, who }) {
  const bucket = route.rest[0] ?? '';
  const { key = '', version } = route.query;
  const [asking, ask] = useState(null);
  const live = useLive(() => load(bucket, key, version), [bucket, key, version], 0);
  const name = key.slice(key.lastIndexOf('/', key.length - 2) + 1);
  const prefix = key.slice(0, key.length - name.length);
  const close = () => ask(null);
  return [
    h(Head, { title: h('span', { class: 'mono' }, name), above: h(Trail, { bucket, prefix }) },
      h('a', { class: 'btn', href: address(bucket, key, { versionId: version }), download: name }, 'Download'),
      h('button', { onClick: () => ask('share') }, 'Share link…'),
      h(Copy, { text: `s3://${bucket}/${key}`, label: 'Copy S3 URI' }),
      h('button', { onClick: () => ask('delete') }, version ? 'Delete this version…' : 'Delete…')),
    h(Live, { of: live }, found => [
      h('div', { class: 'grid' }, h(Facts, { found }), h(Preview, { key: version, bucket, object: key, version, type: found.type, size: found.size })),
      who.admin && h(ChunkMap, { path: `${bucket}/${key}`, version: version ?? found.version }),
      h(Versions, { bucket, object: key, restored: () => { live.reload(); go(objectUrl(bucket, key)); } }),
      h(Command, null, `slime object map ${bucket}/${key}\nslime object verify ${bucket}/${key}\naws s3api head-object --bucket ${bucket} --key ${key}`)]),
    asking === 'share' && h(Share, { bucket, object: key, version, close }),
    asking === 'delete' && h(Confirm, { title: `Delete ${name}?`, label: 'Delete', close, done: () => go(listUrl(bucket, prefix)), typed: version && name,
      action: () => s3('DELETE', bucket, key, { query: { versionId: version } }), command: `aws s3api delete-object --bucket ${bucket} --key ${key}${version ? ' --version-id ' + version : ''}` },
    h('p', null, version ? 'This version is deleted for good: it cannot be undone.' : 'Where versioning is on, a delete marker hides it, and deleting the marker brings it back. Where it is off, it is gone.')),
  ];
}

const Trail = ({ bucket, prefix }) => h('p', { class: 'muted' }, h('a', { href: '/buckets' }, 'Buckets'), ' / ', h('a', { href: listUrl(bucket) }, bucket), ' / ',
  crumbs(prefix).map(step => [h('a', { href: listUrl(bucket, step.prefix) }, step.name), ' / ']));

async function load(bucket, key, version) {
  const head = await s3('HEAD', bucket, key, { query: { versionId: version } });
  const raw = head.raw();
  return {
    size: Number(head.header('Content-Length')), type: head.header('Content-Type') ?? '', modified: head.header('Last-Modified'), etag: head.header('ETag'),
    version: head.header('x-amz-version-id') ?? undefined,
    headers: HEADERS.map(name => [name, head.header(name)]).filter(([, value]) => value), metadata: raw.filter(([name]) => name.startsWith('x-amz-meta-')),
  };
}

const Facts = ({ found }) => h(Card, { title: 'Object', span: 'c6' }, h('dl', null, [
  ['Size', h(Size, { of: found.size })], ['Modified', when(found.modified)], ['ETag', h('span', { class: 'mono' }, found.etag)],
  found.version && ['Version', h('span', { class: 'mono' }, found.version)], ...found.headers, ...found.metadata,
].filter(Boolean).flatMap(([term, value]) => [h('dt', null, term), h('dd', null, value)])));

function Versions({ bucket, object, restored }) {
  const live = useLive(async () => (await listVersions(bucket, { prefix: object })).versions.filter(each => each.key === object), [bucket, object], 0);
  const [asking, ask] = useState(null);
  const copy = version => s3('PUT', bucket, object, { headers: { 'x-amz-copy-source': `/${encodeURIComponent(bucket)}/${encodeURIComponent(object)}?versionId=${encodeURIComponent(version)}` } });
  return [h(Live, { of: live }, versions => versions.length > 1 && h(Card, { title: 'Versions', flush: true }, h('table', { class: 'cards' },
    h('thead', null, h('tr', null, ['Version', 'Modified'].map(name => h('th', null, name)), h('th', { class: 'num' }, 'Size'), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
    h('tbody', null, versions.map(each => h('tr', { key: each.version },
      h('td', { class: 'mono' }, each.marker ? each.version : h('a', { href: objectUrl(bucket, object, each.version) }, each.version), ' ',
        each.current && h('span', { class: 'state ok' }, 'current'), each.marker && h('span', { class: 'state warn' }, 'delete marker')),
      h('td', { class: 'muted', 'data-l': 'Modified' }, when(each.modified)), h('td', { class: 'num' }, each.marker ? '–' : h(Size, { of: each.size })),
      h('td', { class: 'act' }, !each.current && !each.marker && h('button', { 'aria-label': 'Restore ' + each.version, onClick: () => ask(each) }, 'Restore…')))))))),
  asking && h(Confirm, { title: 'Restore this version?', label: 'Restore', danger: false, close: () => ask(null), done: () => { live.reload(); restored(); }, action: () => copy(asking.version),
    command: `aws s3api copy-object --bucket ${bucket} --key ${object} --copy-source "${bucket}/${object}?versionId=${asking.version}"` },
  h('p', null, 'A copy of it becomes the current version. What is current now stays as an old version, so this can be undone the same way.'))];
}
