// Which page a path names, and the paths of pages. Pure functions: no DOM.

/** A key in a path: slashes stay, segments of dots are kept from being folded away. */
export function encodeKey(key) {
  return key.split('/').map(part => part === '.' || part === '..' ? part.replaceAll('.', '%2E') : encodeURIComponent(part)).join('/');
}

/** The page of a bucket's objects below a prefix. */
export const listUrl = (bucket, prefix = '', query = {}) => '/b/' + encodeURIComponent(bucket) + '/' + queried({ prefix, ...query });

/** The page of an object. */
export const objectUrl = (bucket, key, version) => '/o/' + encodeURIComponent(bucket) + '/' + queried({ key, version });

/** A query of those that have a value. */
export function queried(query) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length ? '?' + pairs.map(([name, value]) => name + '=' + encodeURIComponent(value)).join('&') : '';
}

/** The parts of a path and its query: page, rest and query. */
export function parse(pathname, search = '') {
  const segments = pathname.split('/').slice(1).map(decode).filter((segment, i) => i === 0 || segment !== '');
  return { page: segments[0] ?? '', rest: segments.slice(1), query: Object.fromEntries(new URLSearchParams(search)) };
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** The steps from a bucket to a prefix, each with its own prefix. */
export function crumbs(prefix) {
  const steps = [];
  let at = 0;
  for (let slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', at)) {
    steps.push({ name: prefix.slice(at, slash) || '/', prefix: prefix.slice(0, slash + 1) });
    at = slash + 1;
  }
  return steps;
}
