// What refusals mean to who runs the server, and what to look at. Pure functions: no DOM.
const MEANINGS = {
  SignatureDoesNotMatch: 'The secret is wrong, or something on the way changes path, headers or Host: look at the secret first, then at proxies.',
  InvalidAccessKeyId: 'There is no such key: deleted, or of another cluster.',
  RequestTimeTooSkewed: 'The client’s clock is more than 15 minutes off: set it by NTP.',
  AccessDenied: 'Known, but not allowed: the key’s own policy, the bucket’s policy or its ACL does not grant this.',
  ExpiredToken: 'A session that is over.',
  AuthorizationHeaderMalformed: 'Usually the wrong region: the client must sign for the server’s.',
  NoSuchBucket: 'A name that is wrong, or virtual-host addresses where path style is configured.',
  NoSuchKey: 'Often harmless: clients ask whether something is there.',
  NotFound: 'Often harmless: clients ask whether something is there.',
  PreconditionFailed: 'Somebody else was first, and the condition did its work.',
  ConditionalRequestConflict: 'Two wrote the same key at the same time; the client tries again.',
  NoSuchUpload: 'An upload that was completed, aborted or expired.',
  EntityTooSmall: 'All parts but the last have at least 5 MiB.',
  BadDigest: 'The body is not what its checksum says: damaged on the way, or changed while it was read.',
  XAmzContentSHA256Mismatch: 'The body is not what was signed.',
  RequestTimeout: 'The client stopped sending or reading.',
  IncompleteBody: 'The client hung up in the middle.',
  SlowDown: 'More requests than are served at once, or than the key may make.',
  ServiceUnavailable: 'The database or too many stores do not answer.',
  InternalError: 'The server failed: its log has the reason under the request’s id.',
  QuotaExceeded: 'The bucket or the account is full up to its quota.',
  NotImplemented: 'An operation that is not served: docs/s3.md has the list.',
  InvalidRange: 'A range behind the end.',
  MethodNotAllowed: 'An operation that this address does not have; reading a delete marker is one.',
};

/** How a request ended, as one word: its error code, or its status. */
export const outcome = request => request.error || (request.status === 0 || !request.whole ? 'broke off' : String(request.status));

/** What an outcome means; empty where nothing is to be said. */
export const meaning = name => MEANINGS[name] ?? (name === 'broke off' ? 'The connection ended before the answer did: the client went away, or a store failed in the middle.' : '');

/** How often each outcome was among failed requests, the most frequent first: `[{name, times, last}]`. */
export function tally(requests) {
  const found = new Map();
  for (const request of requests) {
    const name = outcome(request);
    const known = found.get(name) ?? { name, times: 0, last: request.at };
    found.set(name, { name, times: known.times + 1, last: request.at > known.last ? request.at : known.last });
  }
  return [...found.values()].sort((a, b) => b.times - a.times || a.name.localeCompare(b.name));
}

/** The level of a status, for its colour. */
export const level = request => request.status >= 500 || request.status === 0 || !request.whole ? 'bad' : request.status >= 400 ? 'warn' : 'ok';

/** The fields of a change that differ: `[{name, was, is}]`, as text. */
export function differences(before, after) {
  const say = value => value === undefined ? '–' : JSON.stringify(value);
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort()
    .filter(name => say(before?.[name]) !== say(after?.[name]))
    .map(name => ({ name, was: say(before?.[name]), is: say(after?.[name]) }));
}
