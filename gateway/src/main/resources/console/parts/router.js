// Pages have real URLs; links between them load nothing but data.
import { useEffect, useState } from '../lib/hooks.js';
import { parse } from '../model/paths.js';

const watchers = new Set();
const now = () => parse(location.pathname, location.search);

/** Goes to a page of the console. */
export function go(url, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  watchers.forEach(tell => tell());
  document.getElementById('main')?.focus();
  scrollTo(0, 0);
}

/** The page that the address names. */
export function useRoute() {
  const [route, setRoute] = useState(now);
  useEffect(() => {
    const tell = () => setRoute(now());
    watchers.add(tell);
    addEventListener('popstate', tell);
    return () => { watchers.delete(tell); removeEventListener('popstate', tell); };
  }, []);
  return route;
}

addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="/"]');
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.hasAttribute('download') || link.target) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
