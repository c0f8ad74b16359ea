// What a page shows, loaded again while the page is looked at; the last good answer stays when one fails.
import { useCallback, useEffect, useRef, useState } from '../lib/hooks.js';

/** Loads by `load`, again every `seconds` (0: only once) and on `reload()`: `{data, error, at, reload}`. */
export function useLive(load, dependencies = [], seconds = 10) {
  const [state, setState] = useState({ data: null, error: null, at: null });
  const generation = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++generation.current;
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
    if (!seconds) return () => { generation.current++; };
    const again = () => document.visibilityState === 'visible' && reload();
    const timer = setInterval(again, seconds * 1000);
    document.addEventListener('visibilitychange', again);
    return () => {
      generation.current++;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [reload]);
  return { ...state, reload };
}
