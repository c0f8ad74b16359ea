import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { when } from '../model/format.js';
import { own } from '../parts/api.js';
import { Dialog } from '../parts/dialog.js';
import { Copy, Failure, Field } from '../parts/ui.js';

const LIVES = [['One hour', 3600], ['One day', 86400], ['Seven days', 604800]];

/** Makes a link by which anybody may read the object for a while. */
export function Share({ bucket, object, version, close }) {
  const [seconds, setSeconds] = useState(3600);
  const [made, setMade] = useState(null);
  const [error, setError] = useState(null);
  const make = event => {
    event.preventDefault();
    own('/share', 'POST', { bucket, key: object, version, seconds }).then(answer => { setMade(answer); setError(null); }, setError);
  };
  return h(Dialog, { title: 'Share a link', close },
    h('form', { onSubmit: make },
      h('p', null, 'Anybody who has the link may read ', version ? 'this version' : 'the object', ' until then, with the rights of your key. It ends early if your key is disabled.'),
      h(Field, { id: 'life', label: 'It holds' }, h('select', { id: 'life', value: seconds, onChange: event => setSeconds(Number(event.target.value)) }, LIVES.map(([name, value]) => h('option', { value }, name)))),
      error && h(Failure, { error }),
      made && h('div', { 'aria-live': 'polite' }, h('p', null, `Until ${when(made.expires)}, at ${new URL(made.url).host}:`), h('pre', null, made.url), h('div', { class: 'line' }, h(Copy, { text: made.url, label: 'Copy link' }))),
      h('div', { class: 'row' }, h('button', { type: 'button', onClick: close }, 'Close'), h('button', { class: 'primary' }, made ? 'Make another' : 'Make a link'))));
}
