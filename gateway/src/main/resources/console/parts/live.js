// What a page shows, loaded again while the page is looked at; the last good answer stays when one fails.
import { useCallback, useEffect, useRef, useState } from '../lib/hooks.js';
import { listen, told } from './stream.js';

const SPACING = 1000; // between loads that changes lead to, however many are told
const SLOW = 30000; // between loads for what no change is told of, such as a drive's free space

/**
 * Loads by `load`, on `reload()`, when one of `topics` changed, and every `seconds` (0: not by time) while changes are not told:
 * `{data, error, at, reload}`.
 */
export function useLive(load, dependencies = [], seconds = 10, topics = []) {
  const [state, setState] = useState({ data: null, error: null, at: null });
  const generation = useRef(0);
  const begun = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++generation.current;
    begun.current = Date.now();
    try {
      const data = await load();
      if (mine === generation.current) setState({ data, error: null, at: Date.now() });
    } catch (error) {
      if (mine === generation.current) setState(before => ({ ...before, error }));
    }
  }, dependencies);
  useEffect(() => {
    setState({ data: null, error: null, at: null });
    reload();
    const stops = [() => { generation.current++; }];
    if (topics.length) stops.push(onChange(topics, reload, begun));
    if (seconds) stops.push(byTime(seconds, topics.length > 0, reload, begun));
    return () => stops.forEach(stop => stop());
  }, [reload]);
  return { ...state, reload };
}

/** Loads after changes, at most once a second and never twice at the same time. */
function onChange(topics, reload, begun) {
  let timer = 0;
  let busy = false;
  let more = false;
  const run = async () => {
    timer = 0;
    busy = true;
    more = false;
    await reload();
    busy = false;
    if (more) ask();
  };
  const ask = () => {
    more = busy;
    if (!busy && !timer) timer = setTimeout(run, Math.max(0, begun.current + SPACING - Date.now()));
  };
  const stop = listen(topics, ask);
  return () => { stop(); clearTimeout(timer); };
}

function byTime(seconds, changesAreTold, reload, begun) {
  const due = () => Date.now() - begun.current >= (changesAreTold && told() ? Math.max(SLOW, seconds * 1000) : seconds * 1000) - 500;
  const again = () => document.visibilityState === 'visible' && due() && reload();
  const timer = setInterval(again, Math.min(5, seconds) * 1000);
  document.addEventListener('visibilitychange', again);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', again);
  };
}
