// What changed, as the server tells it: never data, only that there is some to fetch. While nothing is told, pages ask by themselves.
const STREAM = '/api/v1/stream';
const TOPICS = ['stores', 'repair', 'tasks', 'buckets', 'data', 'access', 'settings', 'activity', 'requests'];
const FIRST_WORD = 8; // seconds until a proxy is taken to keep the stream to itself
const SILENCE = 2.5; // beats that may be left out
const LONGEST = 60; // seconds between tries
const REPLACED = 120;

const listeners = new Set();
let wanted = false;
let source = null;
let heard = false;
let watchdog = 0;
let again = 0;
let tries = 0;

/** Whether changes are told at present, so that pages need not ask by themselves. */
export const told = () => heard;

/** Calls `tell` when one of these topics changed, or may have; returns what ends that. */
export function listen(topics, tell) {
  const listener = { topics: new Set(topics), tell };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to listen to the server, while the page is looked at; returns what ends that. */
export function follow() {
  wanted = true;
  open();
  return () => { wanted = false; close(); };
}

const tell = topic => listeners.forEach(listener => { if (topic === null || listener.topics.has(topic)) listener.tell(); });

function open() {
  clearTimeout(again);
  if (!wanted || source || document.visibilityState !== 'visible') return;
  source = new EventSource(STREAM);
  let patience = FIRST_WORD;
  const alive = seconds => { patience = seconds ?? patience; clearTimeout(watchdog); watchdog = setTimeout(lost, patience * 1000); };
  alive();
  source.onerror = () => lost();
  source.addEventListener('hello', event => {
    heard = true;
    tries = 0;
    alive(JSON.parse(event.data).beat_seconds * SILENCE);
    tell(null);
  });
  source.addEventListener('beat', () => alive());
  TOPICS.forEach(topic => source.addEventListener(topic, () => { alive(); tell(topic); }));
  source.addEventListener('end', event => lost(JSON.parse(event.data).reason === 'replaced' ? REPLACED : 0));
}

function close() {
  source?.close();
  source = null;
  heard = false;
  clearTimeout(watchdog);
  clearTimeout(again);
}

/** The stream is over: asks once more what there is, which tells whether one is still logged in, and tries again later. */
function lost(seconds = 0) {
  const before = heard;
  close();
  const wait = seconds || Math.min(LONGEST, 2 ** tries++);
  again = setTimeout(open, wait * 1000 * (0.75 + Math.random() / 2));
  if (before) tell(null);
}

document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' ? open() : close());
addEventListener('pagehide', close);
addEventListener('pageshow', event => { if (event.persisted) open(); });
