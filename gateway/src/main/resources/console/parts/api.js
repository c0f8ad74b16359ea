// The admin API and the console's own routes.
const HEADERS = { 'X-Slime-Csrf': '1' };

/** A refusal in the server's words. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body?.error ?? 'HTTP status ' + status);
    this.status = status;
    this.next = body?.next;
    this.requestId = body?.request_id;
  }
}

/** Calls when nobody is logged in any longer. */
export const session = { lost: () => {} };

async function call(path, method, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? HEADERS : { ...HEADERS, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, { error: 'The server does not answer.' });
  }
  if (response.ok) return response;
  const refusal = new Refusal(response.status, await response.json().catch(() => null));
  if (response.status === 401 && !path.startsWith('/console/login')) session.lost();
  throw refusal;
}

/** A JSON answer of the admin API; null where there is none. */
export async function api(path, method = 'GET', body = undefined) {
  const response = await call('/api/v1' + path, method, body);
  return response.status === 204 ? null : response.json();
}

/** A JSON answer of the console. */
export async function own(path, method = 'GET', body = undefined) {
  const response = await call('/console' + path, method, body);
  return response.status === 204 ? null : response.json();
}

/** Hands over each line of an answer in JSON lines, until `take` returns false. */
export async function lines(path, take) {
  const response = await call('/api/v1' + path, 'GET');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const all = (rest + (value ?? '')).split('\n');
    rest = done ? '' : all.pop();
    for (const line of all.filter(text => text.trim())) {
      const parsed = JSON.parse(line);
      if (parsed.type === 'error') throw new Refusal(500, parsed);
      if (take(parsed) === false) { await reader.cancel(); return; }
    }
    if (done) return;
  }
}
