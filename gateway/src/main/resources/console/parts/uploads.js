// Uploads go on while pages change: small files whole, large ones in parts, resumed when the same file is chosen again.
import { crc32 } from '../model/crc32.js';
import { missing, partSize, WHOLE } from '../model/parts.js';
import { completion } from '../model/xml.js';
import { all, s3, text } from './s3.js';

const FILES_AT_ONCE = 2;
const PARTS_AT_ONCE = 3;
const TRIES = 4;

const items = [];
const watchers = new Set();
const tell = () => watchers.forEach(watcher => watcher([...items]));

/** Calls back with all uploads whenever one changes; returns what ends that. */
export function watch(watcher) {
  watchers.add(watcher);
  watcher([...items]);
  return () => watchers.delete(watcher);
}

/** Uploads files below a prefix; files of a folder keep their paths. */
export function upload(bucket, prefix, files, done = () => {}) {
  for (const file of files) {
    items.push({ bucket, file, done, key: prefix + (file.webkitRelativePath || file.name), size: file.size, sent: 0, state: 'waiting', error: '' });
  }
  run();
}

/** Stops an upload; what is there of it stays for another try. */
export function cancel(item) {
  item.abort?.abort();
  if (item.state === 'waiting') item.state = 'cancelled';
  tell();
}

/** Tries an upload again. */
export function retry(item) {
  Object.assign(item, { state: 'waiting', error: '', sent: 0 });
  run();
}

/** Forgets what has ended. */
export function clear() {
  items.splice(0, items.length, ...items.filter(active));
  tell();
}

/** Whether an upload waits or runs. */
export const active = item => item.state === 'waiting' || item.state === 'running';

addEventListener('beforeunload', event => { if (items.some(active)) event.preventDefault(); });

function run() {
  const free = FILES_AT_ONCE - items.filter(item => item.state === 'running').length;
  items.filter(item => item.state === 'waiting').slice(0, Math.max(0, free)).forEach(start);
  tell();
}

async function start(item) {
  item.state = 'running';
  item.abort = new AbortController();
  try {
    await (item.size < WHOLE ? whole(item) : inParts(item));
    item.state = 'done';
    item.sent = item.size;
    item.done();
  } catch (error) {
    item.state = error.name === 'AbortError' ? 'cancelled' : 'failed';
    item.error = error.message;
  }
  run();
}

async function whole(item) {
  const data = new Uint8Array(await item.file.arrayBuffer());
  await repeated(item, () => s3('PUT', item.bucket, item.key, {
    body: data, signal: item.abort.signal, progress: sent => { item.sent = sent; tell(); },
    headers: { 'Content-Type': item.file.type || 'application/octet-stream', 'x-amz-checksum-crc32': crc32(data) } }));
}

async function inParts(item) {
  const length = partSize(item.size);
  const known = await resumed(item) ?? await begun(item);
  const etags = new Map(known.parts.map(part => [part.number, part.etag]));
  const left = missing(item.size, length, new Map(known.parts.map(part => [part.number, part.size])));
  const running = new Map();
  const before = item.size - left.reduce((sum, part) => sum + part.to - part.from, 0);
  let finished = before;
  const count = () => { item.sent = finished + [...running.values()].reduce((a, b) => a + b, 0); tell(); };
  const worker = async () => {
    for (let part = left.shift(); part; part = left.shift()) {
      const { number, from, to } = part;
      const answer = await repeated(item, () => s3('PUT', item.bucket, item.key, {
        query: { partNumber: number, uploadId: known.id }, body: item.file.slice(from, to), signal: item.abort.signal,
        headers: { 'Content-Type': 'application/octet-stream' },
        progress: sent => { running.set(number, sent); count(); } }));
      running.delete(number);
      finished += to - from;
      etags.set(number, answer.header('ETag'));
      count();
    }
  };
  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, worker));
  const parts = [...etags].map(([number, etag]) => ({ number, etag }));
  await repeated(item, () => s3('POST', item.bucket, item.key, { query: { uploadId: known.id }, body: completion(parts), signal: item.abort.signal }));
  forget(item);
}

async function begun(item) {
  const { xml } = await s3('POST', item.bucket, item.key, {
    query: { uploads: '' }, signal: item.abort.signal, headers: { 'Content-Type': item.file.type || 'application/octet-stream' } });
  const id = text(xml, 'UploadId');
  try { localStorage.setItem(place(item), JSON.stringify({ id, size: item.size, changed: item.file.lastModified })); } catch { /* then it is not resumed */ }
  return { id, parts: [] };
}

/** The upload that the same file began before, with the parts that are there; null if there is none. */
async function resumed(item) {
  try {
    const note = JSON.parse(localStorage.getItem(place(item)));
    if (note?.size !== item.size || note.changed !== item.file.lastModified) return null;
    const parts = [];
    for (let marker = ''; marker !== null;) {
      const { xml } = await s3('GET', item.bucket, item.key, { query: { uploadId: note.id, 'part-number-marker': marker || undefined } });
      parts.push(...all(xml, 'Part').map(node => ({ number: Number(text(node, 'PartNumber')), size: Number(text(node, 'Size')), etag: text(node, 'ETag') })));
      marker = text(xml, 'IsTruncated') === 'true' ? text(xml, 'NextPartNumberMarker') : null;
    }
    return { id: note.id, parts };
  } catch {
    forget(item);
    return null;
  }
}

const place = item => `slime-upload:${item.bucket}/${item.key}`;

function forget(item) {
  try { localStorage.removeItem(place(item)); } catch { /* nothing is kept */ }
}

/** Tries again what failed for want of a server, a little later each time. */
async function repeated(item, call) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const passing = error.status === 0 || error.status >= 500;
      if (!passing || attempt === TRIES || item.abort.signal.aborted) throw error;
      await new Promise(resolve => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}
