// S3 at the console's own origin, as who is logged in. XMLHttpRequest tells how an upload gets on, and parses XML without a sink.
import { crc32 } from '../model/crc32.js';
import { encodeKey } from '../model/paths.js';
import { deletion } from '../model/xml.js';
import { Refusal, session } from './api.js';

/** The address of a bucket or object; a parameter of value '' has a name only. */
export function address(bucket, key, query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => value === '' ? name : name + '=' + encodeURIComponent(value));
  return '/console/s3/' + (bucket ? encodeURIComponent(bucket) : '') + (key === undefined ? '' : '/' + encodeKey(key))
    + (pairs.length ? '?' + pairs.join('&') : '');
}

/** A request: `{xml, text, header(name)}`. Text bodies bring their checksum, but of an upload, where it would be the object's. */
export function s3(method, bucket, key, { query, body, headers = {}, progress, signal, plain = false } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address(bucket, key, query));
    request.setRequestHeader('X-Slime-Csrf', '1');
    if (plain) request.overrideMimeType('text/plain; charset=utf-8'); // neither parsed nor guessed at
    if (typeof body === 'string' && !query?.uploadId) request.setRequestHeader('x-amz-checksum-crc32', crc32(new TextEncoder().encode(body)));
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    if (progress) request.upload.onprogress = event => progress(event.loaded);
    signal?.addEventListener('abort', () => request.abort());
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onerror = () => reject(new Refusal(0, { error: 'The server does not answer, or the connection broke.' }));
    request.onload = () => {
      if (request.status < 300) {
        resolve({ get xml() { return parsed(request); }, text: request.responseText, header: name => headerOf(request, name), raw: () => pairs(request) });
        return;
      }
      if (request.status === 401) session.lost();
      reject(refusal(request));
    };
    request.send(body);
  });
}

/** The document of an answer; null if it is none, which the browser would fill with a report of its own. */
const parsed = request => request.responseText.startsWith('<?xml') ? request.responseXML : null;

/** All headers of an answer, `[name, value]`; asking for one that is not there by name would say so in the browser's console. */
const pairs = request => request.getAllResponseHeaders().trim().split(/\r?\n/).map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);

const headerOf = (request, name) => pairs(request).find(([each]) => each === name.toLowerCase())?.[1] ?? null;

function refusal(request) {
  const xml = parsed(request);
  const code = xml && text(xml, 'Code');
  if (code) return Object.assign(new Refusal(request.status, { error: text(xml, 'Message') || code, request_id: text(xml, 'RequestId') }), { code });
  const absent = request.status === 404 ? 'There is no such object.' : undefined;
  try { return new Refusal(request.status, JSON.parse(request.responseText)); } catch { return new Refusal(request.status, absent && { error: absent }); }
}

/** The text of the first element of that name; '' if there is none. */
export const text = (node, name) => node.getElementsByTagName(name)[0]?.textContent ?? '';

/** All elements of that name. */
export const all = (node, name) => [...node.getElementsByTagName(name)];

const decoded = value => decodeURIComponent(value.replaceAll('+', '%20'));

/** A page of a listing: `{objects, prefixes, next}`. */
export async function list(bucket, prefix, from, most = 200) {
  const { xml } = await s3('GET', bucket, undefined, {
    query: { 'list-type': 2, delimiter: '/', 'encoding-type': 'url', 'max-keys': most, prefix, 'continuation-token': from || undefined } });
  return {
    objects: all(xml, 'Contents').map(node => ({
      key: decoded(text(node, 'Key')), size: Number(text(node, 'Size')), modified: text(node, 'LastModified'), storage: text(node, 'StorageClass') })),
    prefixes: all(xml, 'CommonPrefixes').map(node => decoded(text(node, 'Prefix'))),
    next: text(xml, 'NextContinuationToken'),
  };
}

/** A page of all versions: `{versions, prefixes, next: {key, version}}`. */
export async function listVersions(bucket, { prefix = '', delimiter = '/', key, version, most = 200 } = {}) {
  const { xml } = await s3('GET', bucket, undefined, {
    query: { versions: '', delimiter: delimiter || undefined, 'encoding-type': 'url', 'max-keys': most, prefix, 'key-marker': key, 'version-id-marker': version } });
  const nodes = [...xml.documentElement.children].filter(node => node.localName === 'Version' || node.localName === 'DeleteMarker');
  return {
    versions: nodes.map(node => ({
      key: decoded(text(node, 'Key')), version: text(node, 'VersionId'), current: text(node, 'IsLatest') === 'true', marker: node.localName === 'DeleteMarker',
      size: Number(text(node, 'Size')), modified: text(node, 'LastModified') })),
    prefixes: all(xml, 'CommonPrefixes').map(node => decoded(text(node, 'Prefix'))),
    next: text(xml, 'IsTruncated') === 'true' ? { key: decoded(text(xml, 'NextKeyMarker')), version: text(xml, 'NextVersionIdMarker') } : null,
  };
}

/** Deletes objects or versions, a thousand at a time. */
export async function deleteAll(bucket, objects) {
  for (let i = 0; i < objects.length; i += 1000) {
    const { xml } = await s3('POST', bucket, undefined, { query: { delete: '' }, body: deletion(objects.slice(i, i + 1000)) });
    const failed = xml && all(xml, 'Error')[0];
    if (failed) throw new Refusal(409, { error: `${text(failed, 'Key')}: ${text(failed, 'Message')}` });
  }
}

/** Deletes whatever a bucket holds, all versions too; tells how many are gone. */
export async function empty(bucket, tell) {
  let gone = 0;
  for (;;) {
    const { versions } = await listVersions(bucket, { delimiter: '', most: 1000 });
    if (versions.length === 0) break;
    await deleteAll(bucket, versions);
    tell(gone += versions.length);
  }
  const { xml } = await s3('GET', bucket, undefined, { query: { uploads: '' } });
  for (const upload of all(xml, 'Upload')) await s3('DELETE', bucket, text(upload, 'Key'), { query: { uploadId: text(upload, 'UploadId') } });
}
