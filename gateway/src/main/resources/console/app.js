// The console: who is logged in, which page, and the keys that lead to pages.
import { h, render } from './lib/preact.js';
import { useEffect, useMemo, useState } from './lib/hooks.js';
import { Login } from './pages/login.js';
import { Access } from './pages/access.js';
import { Activity } from './pages/activity.js';
import { Buckets } from './pages/buckets.js';
import { ObjectPage } from './pages/object.js';
import { Objects } from './pages/objects.js';
import { Overview } from './pages/overview.js';
import { Repair } from './pages/repair.js';
import { Settings } from './pages/settings.js';
import { Stores } from './pages/stores.js';
import { own, session } from './parts/api.js';
import { useKeys } from './parts/keys.js';
import { go, useRoute } from './parts/router.js';
import { follow } from './parts/stream.js';
import { applyTheme } from './parts/theme.js';
import { Tray } from './parts/tray.js';
import { Failure, Head } from './parts/ui.js';

const PAGES = [
  { page: '', url: '/', title: 'Overview', key: 'o', view: Overview, admin: true },
  { page: 'stores', url: '/stores', title: 'Stores', key: 's', view: Stores, admin: true },
  { page: 'repair', url: '/repair', title: 'Repair & scrub', key: 'r', view: Repair, admin: true },
  { page: 'buckets', url: '/buckets', title: 'Buckets', key: 'b', view: Buckets },
  { page: 'access', url: '/access', title: 'Access', key: 'k', view: Access },
  { page: 'activity', url: '/activity', title: 'Activity', key: 'a', view: Activity, admin: true },
  { page: 'settings', url: '/settings', title: 'Settings', key: ',', view: Settings },
];
const BELOW = { b: { of: 'buckets', title: 'Objects', view: Objects }, o: { of: 'buckets', title: 'Object', view: ObjectPage } };

const Nowhere = () => h(Head, { title: 'There is no such page', sub: h('a', { href: '/' }, 'To the overview') });

function Shell({ who, leave }) {
  const route = useRoute();
  const pages = useMemo(() => PAGES.filter(each => who.admin || !each.admin), [who.admin]);
  const help = useKeys(pages);
  const known = BELOW[route.page] ?? pages.find(each => each.page === route.page);
  useEffect(() => who.admin ? follow() : undefined, [who.admin]);
  useEffect(() => { if (!who.admin && route.page === '') go('/buckets', true); }, [who.admin, route.page]);
  useEffect(() => { document.title = (known?.title ?? 'Not found') + ' · Slime'; }, [known]);
  return h('div', { class: 'shell' },
    h('nav', { 'aria-label': 'Pages' },
      h('div', { class: 'brand' }, h('img', { src: '/assets/favicon.svg', width: 20, height: 20, alt: '' }), 'Slime'),
      pages.map(each => h('a', { key: each.url, href: each.url, 'aria-current': each.page === (known?.of ?? known?.page) ? 'page' : null }, each.title)),
      h('div', { class: 'who' }, h('span', { class: 'muted' }, who.user), ' ', h('button', { class: 'link', onClick: leave }, 'Log out'))),
    h('main', { id: 'main', tabIndex: -1 }, h(known?.view ?? Nowhere, { key: route.page, route, who })),
    h(Tray), help);
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
