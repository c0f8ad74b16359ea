// The pieces that pages are made of.
import { h } from '../lib/preact.js';
import { useEffect, useState } from '../lib/hooks.js';
import { bytes, clock, exact, sentence } from '../model/format.js';

/** State as glyph, word and colour. */
export const State = ({ of: { level, glyph, word } }) =>
  h('span', { class: 'state ' + level }, h('span', { 'aria-hidden': 'true' }, glyph), word);

/** A page's heading: title, a line below it, and what can be done. */
export const Head = ({ title, above, sub, children }) => h('div', { class: 'head' },
  h('div', null, above, h('h1', null, title), sub && h('p', { class: 'muted' }, sub)),
  h('div', { class: 'actions' }, children));

/** A card; `title` is its heading. */
export const Card = ({ title, span, flush, children }) => h('section', { class: ['card', span, flush && 'flush'].filter(Boolean).join(' ') },
  title && h('h2', null, title), children);

/** Bytes, with the exact number where it is pointed at. */
export const Size = ({ of }) => of === null || of === undefined ? '–' : h('span', { title: exact(of) }, bytes(of));

/** A bar of parts: `[{part: 0-100, kind}]`, and what it says in words. */
export const Bar = ({ parts, label }) => h('div', { class: 'bar', role: 'img', 'aria-label': label },
  parts.map(({ part, kind }) => h('i', { class: kind, style: { width: part + '%' } })));

/** The command that does or shows the same. */
export const Command = ({ children }) => h('details', null, h('summary', null, 'Show command'), h('pre', null, children));

/** A button for what the server says can be done: `can` is `{ok, why}`. Where it cannot, it can still be reached, and says why. */
export const Action = ({ can, name, onClick, children }) => {
  const why = can && !can.ok ? sentence(can.why) : '';
  return h('button', { type: 'button', 'aria-label': name && (why ? `${name}: ${why}` : name), 'aria-disabled': why ? 'true' : undefined, title: why, onClick: why ? undefined : onClick }, children);
};

/** A field of a form with its label. */
export const Field = ({ id, label, hint, children }) => h('div', { class: 'field' },
  h('label', { for: id }, label), children, hint && h('p', { class: 'hint' }, hint));

/** What is said while the first answer is awaited: nothing at first, so that quick answers do not flicker. */
export function Loading() {
  const [slow, setSlow] = useState(false);
  useEffect(() => { const timer = setTimeout(() => setSlow(true), 300); return () => clearTimeout(timer); }, []);
  return slow ? h('p', { class: 'muted' }, 'Loading…') : null;
}

/** What failed, with the server's words and what helps. */
export const Failure = ({ error, retry, at }) => h('div', { role: 'alert', class: 'note bad' },
  h('strong', null, at ? `This is as of ${clock(at)}. ` : ''), error.message,
  error.next && h('span', null, ' Next: ', h('code', null, error.next)),
  error.requestId && h('span', null, ' (request ', h('code', null, error.requestId), ')'), ' ',
  retry && h('button', { class: 'link', onClick: retry }, 'Retry'));

/** Shows what `useLive` has: loading, the data, or the last data dimmed below what failed. */
export const Live = ({ of: { data, error, at, reload }, children }) => [
  error && h(Failure, { error, retry: reload, at: data ? at : null }),
  data ? h('div', { class: error ? 'stale' : '' }, children(data)) : !error && h(Loading),
];

/** Nothing there: what this is, what to do, and by which command. */
export const Empty = ({ title, children, command }) => h('div', { class: 'card' },
  h('p', null, h('strong', null, title)), children, command && h('pre', null, command));

/** A text that a click copies. */
export function Copy({ text, label = 'Copy' }) {
  const [done, setDone] = useState(false);
  const copy = async () => { await navigator.clipboard.writeText(text).then(() => setDone(true), () => {}); };
  return h('button', { type: 'button', onClick: copy }, done ? 'Copied' : label);
}
