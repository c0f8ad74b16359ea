import { h } from '../lib/preact.js';
import { useEffect, useState } from '../lib/hooks.js';
import { own } from '../parts/api.js';
import { Failure, Field } from '../parts/ui.js';

/** Logs in with a key and its secret, or with the token of a link. */
export function Login({ entered }) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const enter = async (path, body) => {
    setBusy(true);
    try {
      await own(path, 'POST', body);
      entered();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  useEffect(() => {
    document.title = 'Log in · Slime';
    const token = location.pathname === '/login' && new URLSearchParams(location.hash.slice(1)).get('t');
    if (token) {
      history.replaceState(null, '', '/');
      enter('/login/link', { token });
    }
  }, []);
  const submit = event => {
    event.preventDefault();
    const form = event.target;
    enter('/login', { access_key: form.id.value.trim(), secret_key: form.secret.value.trim() });
  };
  return h('main', { id: 'main', class: 'login', tabIndex: -1 },
    h('div', { class: 'brand' }, h('img', { src: '/assets/favicon.svg', width: 28, height: 28, alt: '' }), 'Slime'),
    h('h1', { class: 'vh' }, 'Log in'),
    error && h(Failure, { error }),
    h('form', { class: 'card', onSubmit: submit },
      h(Field, { id: 'key-id', label: 'Access key' },
        h('input', { id: 'key-id', name: 'id', type: 'text', autocomplete: 'username', required: true, spellcheck: false })),
      h(Field, { id: 'key-secret', label: 'Secret key' },
        h('input', { id: 'key-secret', name: 'secret', type: 'password', autocomplete: 'current-password', required: true })),
      h('button', { class: 'primary', disabled: busy }, 'Log in')),
    h('p', { class: 'muted' }, 'A server of one command keeps the key of root in ', h('code', null, 'DIR/root-key'),
      ', and prints a link that logs in once when it starts.'));
}
