// The console: who is logged in, which page, and the keys that lead to pages.
import { h, render } from './lib/preact.js';
import { useEffect, useState } from './lib/hooks.js';
import { Login } from './pages/login.js';
import { Overview } from './pages/overview.js';
import { own, session } from './parts/api.js';
import { useKeys } from './parts/keys.js';
import { go, useRoute } from './parts/router.js';
import { applyTheme } from './parts/theme.js';
import { Failure, Head } from './parts/ui.js';

const PAGES = [
  { page: '', url: '/', title: 'Overview', key: 'o', view: Overview },
];

const Nowhere = () => h(Head, { title: 'There is no such page', sub: h('a', { href: '/' }, 'To the overview') });

function Shell({ who, leave }) {
  const route = useRoute();
  const help = useKeys(PAGES);
  const known = PAGES.find(each => each.page === route.page || each.also?.includes(route.page));
  useEffect(() => { document.title = (known?.title ?? 'Not found') + ' · Slime'; }, [known]);
  return h('div', { class: 'shell' },
    h('nav', { 'aria-label': 'Pages' },
      h('div', { class: 'brand' }, h('img', { src: '/assets/favicon.svg', width: 20, height: 20, alt: '' }), 'Slime'),
      PAGES.map(each => h('a', { key: each.url, href: each.url, 'aria-current': each === known ? 'page' : null }, each.title)),
      h('div', { class: 'who' }, h('span', { class: 'muted' }, who.user), ' ', h('button', { class: 'link', onClick: leave }, 'Log out'))),
    h('main', { id: 'main', tabIndex: -1 }, h(known?.view ?? Nowhere, { key: route.page, route, who })),
    help);
}

function App() {
  const [who, setWho] = useState(undefined);
  const [error, setError] = useState(null);
  const enter = () => own('/session').then(found => { setError(null); setWho(found.user ? found : null); }, setError);
  useEffect(() => {
    session.lost = () => setWho(null);
    enter();
  }, []);
  const leave = () => own('/logout', 'POST', {}).then(() => { setWho(null); go('/', true); }, setError);
  if (error) return h('main', { id: 'main', class: 'login' }, h('h1', null, 'Slime'), h(Failure, { error, retry: enter }));
  if (who === undefined) return null;
  return who ? h(Shell, { who, leave }) : h(Login, { entered: enter });
}

applyTheme();
const root = document.getElementById('app');
root.textContent = '';
render(h(App), root);
