// Shortcuts: / filters, ? helps, g and a letter goes to a page.
import { h } from '../lib/preact.js';
import { useEffect, useState } from '../lib/hooks.js';
import { Dialog } from './dialog.js';
import { go } from './router.js';
import { shortcuts } from './theme.js';

const typing = target => target.closest?.('input, textarea, select, dialog, [contenteditable]');

/** Listens for shortcuts; the dialog that explains them while it is open. */
export function useKeys(pages) {
  const [help, setHelp] = useState(false);
  useEffect(() => {
    let leading = false;
    const press = event => {
      if (!shortcuts() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const page = leading && pages.find(each => each.key === event.key);
      leading = event.key === 'g' && !leading;
      if (page) go(page.url);
      else if (event.key === '?') setHelp(true);
      else if (event.key === '/') document.querySelector('[data-filter]')?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [pages]);
  return help && h(Dialog, { title: 'Keys', close: () => setHelp(false) },
    h('dl', null,
      h('dt', null, h('kbd', null, '/')), h('dd', null, 'filter'),
      h('dt', null, h('kbd', null, '?')), h('dd', null, 'this'),
      pages.flatMap(page => [h('dt', null, h('kbd', null, 'g'), ' ', h('kbd', null, page.key)), h('dd', null, page.title)])),
    h('div', { class: 'row' }, h('button', { onClick: () => setHelp(false) }, 'Close')));
}
