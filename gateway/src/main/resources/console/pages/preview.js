import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { bytes } from '../model/format.js';
import { address, s3 } from '../parts/s3.js';
import { Card, Failure } from '../parts/ui.js';

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];
const FILMS = ['video/mp4', 'video/webm', 'audio/mpeg'];
const MOST_TEXT = 1 << 20;

/** What is harmless to show: pictures, films, and text as text. HTML and SVG are only ever shown as their source. */
export function Preview({ bucket, object, version, type, size }) {
  const url = address(bucket, object, { versionId: version });
  const bare = type.split(';')[0].trim().toLowerCase();
  return h(Card, { title: 'Preview', span: 'c6' }, h('div', { class: 'preview' },
    IMAGES.includes(bare) ? h('img', { src: url, alt: 'The object as a picture', loading: 'lazy' })
      : FILMS.includes(bare) ? h('video', { src: url, controls: true, preload: 'none' })
        : size <= MOST_TEXT ? h(Source, { bucket, object, version }) : h('p', { class: 'muted' }, `Text is shown up to ${bytes(MOST_TEXT)}. Download it to look inside.`)));
}

function Source({ bucket, object, version }) {
  const [text, setText] = useState(null);
  const [error, setError] = useState(null);
  const show = () => s3('GET', bucket, object, { query: { versionId: version }, plain: true }).then(answer => setText(answer.text), setError);
  if (error) return h(Failure, { error, retry: show });
  if (text === null) return h('button', { onClick: show }, 'Show as text');
  return text.includes('\0') ? h('p', { class: 'muted' }, 'This is no text.') : h('pre', { tabIndex: 0, style: { maxHeight: '480px', overflow: 'auto' } }, text);
}
