// How much may lie in a bucket, or in all buckets of a user: what is used of it, and the dialog that sets it.
import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { amount, bytes, count, percent, written } from '../model/format.js';
import { api } from '../parts/api.js';
import { Confirm } from '../parts/dialog.js';
import { Bar, Field } from '../parts/ui.js';

/** What is used of a quota, in words and as bars; `none` is said where there is none. */
export const QuotaUse = ({ quota, none = 'none' }) => quota === null || quota === undefined ? none : [
  quota.bytes !== null && h(Part, { words: `${bytes(quota.used_bytes)} of ${bytes(quota.bytes)}`, used: quota.used_bytes, most: quota.bytes }),
  quota.objects !== null && h(Part, { words: `${count(quota.used_objects)} of ${count(quota.objects)} objects`, used: quota.used_objects, most: quota.objects })];

const Part = ({ words, used, most }) => h('div', { class: 'quota' }, words, used >= most && h('span', { class: 'state bad' }, '▲ Full'),
  h(Bar, { label: `${words}: ${Math.round(percent(used, most))}% used`, parts: [{ part: percent(used, most), kind: used >= most ? 'f-bad' : 'f-used' }] }));

/** Sets the quota of `what` at `route`, such as /buckets/photos; both fields empty take it away. */
export function QuotaDialog({ what, route, quota, command, close, done }) {
  const [size, setSize] = useState(written(quota?.bytes));
  const [objects, setObjects] = useState(quota?.objects ?? '');
  const most = size.trim() === '' ? null : amount(size);
  const number = objects === '' ? null : Number(objects);
  const none = most === null && number === null;
  const known = quota && (most !== null && most < quota.used_bytes || number !== null && number < quota.used_objects);
  const action = () => none ? api(route + '/quota', 'DELETE') : api(route + '/quota', 'PUT', { bytes: most, objects: number });
  return h(Confirm, { title: `Quota of ${what}`, label: none ? 'Take it away' : 'Set', danger: false, close, done, action, ready: !Number.isNaN(most) && (!none || Boolean(quota)),
    command: command + (none ? ' --none' : (most === null ? '' : ' --bytes ' + size.replaceAll(' ', '')) + (number === null ? '' : ' --objects ' + number)) },
  h('p', null, 'What would go beyond it is refused with QuotaExceeded. All versions count, and parts of uploads. It holds at once; setting it back undoes it.'),
  h(Field, { id: 'quota-bytes', label: 'Most bytes', hint: Number.isNaN(most) ? 'This is no number of bytes: write it as 500MB or 10GiB.' : 'As 500MB or 10GiB; empty for no such limit.' },
    h('input', { id: 'quota-bytes', type: 'text', value: size, autocomplete: 'off', 'aria-invalid': Number.isNaN(most), onInput: event => setSize(event.target.value) })),
  h(Field, { id: 'quota-objects', label: 'Most objects', hint: 'Empty for no such limit.' },
    h('input', { id: 'quota-objects', type: 'number', min: 0, step: 1, value: objects, onInput: event => setObjects(event.target.value) })),
  known && h('p', { class: 'state warn', role: 'status' }, '▲ There is more than that already: nothing can be added until enough is deleted.'));
}
