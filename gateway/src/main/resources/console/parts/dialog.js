// Dialogs: what an action does, how much, how long, how safe meanwhile, and how to undo it.
import { h } from '../lib/preact.js';
import { useEffect, useId, useRef, useState } from '../lib/hooks.js';
import { Command, Failure, Field } from './ui.js';

/** A modal dialog; Esc closes it. */
export function Dialog({ title, close, children }) {
  const dialog = useRef(null);
  const id = useId();
  useEffect(() => {
    dialog.current.showModal();
    dialog.current.querySelector('[data-first]')?.focus();
  }, []);
  return h('dialog', { ref: dialog, 'aria-labelledby': id, onClose: close }, h('h1', { id }, title), children);
}

/**
 * Asks before something is done. `action` does it; `typed` is a name to type where it cannot be undone, and it
 * waits until it is `ready`. Focus starts at Cancel.
 */
export function Confirm({ title, label, action, close, done = () => {}, danger = true, typed, ready = true, command, children }) {
  const [text, setText] = useState('');
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async event => {
    event.preventDefault();
    setBusy(true);
    try {
      const result = await action();
      close();
      done(result);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return h(Dialog, { title, close }, h('form', { onSubmit: submit },
    children,
    typed && h(Field, { id, label: `Type ${typed} to go on` },
      h('input', { id, type: 'text', autocomplete: 'off', value: text, onInput: event => setText(event.target.value) })),
    error && h(Failure, { error }),
    command && h(Command, null, command),
    h('div', { class: 'row' },
      h('button', { type: 'button', 'data-first': true, onClick: close }, 'Cancel'),
      h('button', { class: danger ? 'danger' : 'primary', disabled: busy || !ready || (typed !== undefined && text !== typed) }, label))));
}
