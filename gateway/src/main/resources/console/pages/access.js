import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { ago, when } from '../model/format.js';
import { api, own } from '../parts/api.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { Action, Card, Command, Copy, Field, Head, Live } from '../parts/ui.js';
import { QuotaDialog, QuotaUse } from './quota.js';

/** Users, their keys, and who is logged in. */
export function Access({ who }) {
  const live = useLive(async () => {
    const [users, keys, sessions] = await Promise.all([who.admin ? api('/users') : { users: [] }, who.admin ? api('/keys') : { keys: [] }, own('/sessions')]);
    return { users: users.users, keys: keys.keys, sessions: sessions.sessions };
  }, [], 15, ['access', 'data']);
  const [asking, ask] = useState(null);
  const [made, setMade] = useState(null);
  const done = answer => { live.reload(); if (answer?.secret_key) setMade(answer); };
  return [
    h(Head, { title: 'Access', sub: 'One key for each application: then one can be taken away without the others.' },
      who.admin && [h('button', { onClick: () => ask({ kind: 'user' }) }, 'Create a user…'), h('button', { class: 'primary', onClick: () => ask({ kind: 'key' }) }, 'Create a key…')]),
    h(Live, { of: live }, ({ users, keys, sessions }) => [
      who.admin && h(Keys, { keys, ask, own: who.access_key }),
      who.admin && h(Users, { users, keys, ask }),
      h(Sessions, { sessions, ask }),
      who.admin && h(Command, null, 'slime key list\nslime user list'),
      asking && h(Ask, { ...asking, users, close: () => ask(null), done })]),
    made && h(Made, { made, close: () => setMade(null) }),
  ];
}

const Keys = ({ keys, ask, own: ownKey }) => h(Card, { title: 'Keys', flush: true }, h('table', { class: 'cards' },
  h('thead', null, h('tr', null, ['Key', 'User', 'State', 'Created'].map(name => h('th', null, name)), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
  h('tbody', null, keys.map(key => h('tr', { key: key.access_key },
    h('td', { class: 'mono' }, key.access_key, key.access_key === ownKey && h('span', { class: 'state info' }, 'yours now')),
    h('td', { 'data-l': 'User' }, key.user),
    h('td', null, key.enabled ? h('span', { class: 'state ok' }, '● Enabled') : h('span', { class: 'state idle' }, '○ Disabled'), key.policy && h('span', { class: 'state info' }, 'limited by a policy')),
    h('td', { class: 'muted hide-s' }, when(key.created)),
    h('td', { class: 'act' },
      h(Action, { can: key.can.limit, name: 'Limit ' + key.access_key, onClick: () => ask({ kind: 'limit', accessKey: key }) }, 'Limit…'), ' ',
      key.enabled ? h(Action, { can: key.can.disable, name: 'Disable ' + key.access_key, onClick: () => ask({ kind: 'disable', accessKey: key }) }, 'Disable…')
        : h(Action, { can: key.can.enable, name: 'Enable ' + key.access_key, onClick: () => ask({ kind: 'enable', accessKey: key }) }, 'Enable…'), ' ',
      h(Action, { can: key.can.delete, name: 'Delete ' + key.access_key, onClick: () => ask({ kind: 'delete', accessKey: key }) }, 'Delete…')))))));

const Users = ({ users, keys, ask }) => h(Card, { title: 'Users', flush: true }, h('table', { class: 'cards' },
  h('thead', null, h('tr', null, ['User', 'Rights', 'Keys', 'Quota', 'Created'].map(name => h('th', null, name)), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
  h('tbody', null, users.map(user => h('tr', { key: user.id },
    h('td', null, h('b', null, user.name), user.display_name !== user.name && h('span', { class: 'muted' }, ' ', user.display_name)),
    h('td', null, user.admin ? h('span', { class: 'state warn' }, 'Administrator') : 'Own buckets, and what policies allow'),
    h('td', { 'data-l': 'Keys' }, keys.filter(key => key.user === user.name).length), h('td', { 'data-l': 'Quota' }, h(QuotaUse, { quota: user.quota })), h('td', { class: 'muted hide-s' }, when(user.created)),
    h('td', { class: 'act' }, h('button', { 'aria-label': 'Create a key for ' + user.name, onClick: () => ask({ kind: 'key', user: user.name }) }, 'New key…'), ' ',
      h('button', { 'aria-label': 'Quota of ' + user.name, onClick: () => ask({ kind: 'quota', user }) }, 'Quota…'), ' ',
      h(Action, { can: user.can.delete, name: 'Delete the user ' + user.name, onClick: () => ask({ kind: 'gone', user }) }, 'Delete…')))))));

const Sessions = ({ sessions, ask }) => h(Card, { title: 'Logged in to this console', flush: true }, h('table', { class: 'cards' },
  h('thead', null, h('tr', null, ['User', 'From', 'Browser', 'Last seen', 'Ends'].map(name => h('th', null, name)), h('th', null, h('span', { class: 'vh' }, 'Actions')))),
  h('tbody', null, sessions.map(session => h('tr', { key: session.id },
    h('td', null, session.user, session.own && h('span', { class: 'state info' }, 'this one')), h('td', null, session.client), h('td', { class: 'muted hide-s' }, session.agent.slice(0, 80)),
    h('td', { 'data-l': 'Seen' }, ago(session.seen)), h('td', { class: 'hide-s' }, when(session.ends)),
    h('td', { class: 'act' }, h('button', { 'aria-label': 'End the session of ' + session.user + ' from ' + session.client, disabled: session.own, title: session.own ? 'Log out instead.' : '', onClick: () => ask({ kind: 'end', session }) }, 'End…')))))));

function Ask({ kind, accessKey, user, session, users, close, done }) {
  const id = accessKey?.access_key;
  const patch = change => () => api('/keys/' + encodeURIComponent(id), 'PATCH', change);
  const shared = { close, done };
  switch (kind) {
    case 'user': return h(NewUser, shared);
    case 'key': return h(NewKey, { ...shared, users, user });
    case 'limit': return h(Limit, { ...shared, limited: accessKey });
    case 'disable': return h(Confirm, { ...shared, title: `Disable ${id}?`, label: 'Disable', action: patch({ enabled: false }), command: 'slime key disable ' + id },
      h('p', null, 'Whoever uses it is refused within 5 seconds, its sessions and share links end. Enabling it undoes this.'));
    case 'enable': return h(Confirm, { ...shared, title: `Enable ${id}?`, label: 'Enable', danger: false, action: patch({ enabled: true }), command: 'slime key enable ' + id }, h('p', null, 'It may be used again at once.'));
    case 'delete': return h(Confirm, { ...shared, title: `Delete ${id}?`, label: 'Delete', typed: id, action: () => api('/keys/' + encodeURIComponent(id), 'DELETE'), command: 'slime key delete ' + id },
      h('p', null, 'Whoever uses it is refused for good. This cannot be undone: the secret is kept nowhere. To try it first, disable it.'));
    case 'quota': return h(QuotaDialog, { ...shared, what: 'all buckets of ' + user.name, route: '/users/' + encodeURIComponent(user.name), quota: user.quota, command: 'slime user quota ' + user.name });
    case 'gone': return h(Confirm, { ...shared, title: `Delete the user ${user.name}?`, label: 'Delete', typed: user.name, action: () => api('/users/' + encodeURIComponent(user.name), 'DELETE'), command: 'slime user delete ' + user.name },
      h('p', null, 'The user’s keys go too. Refused while the user owns buckets. This cannot be undone.'));
    default: return h(Confirm, { ...shared, title: 'End this session?', label: 'End', action: () => own('/sessions/' + session.id, 'DELETE') }, h('p', null, `${session.user} at ${session.client} has to log in again.`));
  }
}

function NewUser(shared) {
  const [name, setName] = useState('');
  const [admin, setAdmin] = useState(false);
  return h(Confirm, { ...shared, title: 'Create a user', label: 'Create', danger: false, action: () => api('/users', 'POST', { name, admin }), command: `slime user create ${name || 'NAME'}${admin ? ' --admin' : ''}` },
    h(Field, { id: 'user-name', label: 'Name' }, h('input', { id: 'user-name', type: 'text', value: name, required: true, autocomplete: 'off', onInput: event => setName(event.target.value) })),
    h('p', null, h('label', null, h('input', { type: 'checkbox', checked: admin, onChange: event => setAdmin(event.target.checked) }), ' Administrator: may do everything, to everything')));
}

function NewKey({ users, user, ...shared }) {
  const [name, setName] = useState(user ?? users[0]?.name ?? '');
  return h(Confirm, { ...shared, title: 'Create a key', label: 'Create', danger: false, action: () => api(`/users/${encodeURIComponent(name)}/keys`, 'POST', {}), command: `slime key create --user ${name}` },
    h(Field, { id: 'key-user', label: 'Of the user', hint: 'The key may do what the user may. Its secret is shown once, next.' },
      h('select', { id: 'key-user', value: name, onChange: event => setName(event.target.value) }, users.map(each => h('option', { value: each.name }, each.name)))));
}

function Limit({ limited, ...shared }) {
  const [policy, setPolicy] = useState(limited.policy ?? '');
  return h(Confirm, { ...shared, title: `Limit ${limited.access_key}`, label: 'Set', danger: false, action: () => api('/keys/' + encodeURIComponent(limited.access_key), 'PATCH', { policy }) },
    h(Field, { id: 'policy', label: 'Policy (JSON)', hint: 'The key may do no more than it allows, and speaks S3 alone. Empty lifts the limit.' },
      h('textarea', { id: 'policy', spellcheck: false, value: policy, onInput: event => setPolicy(event.target.value),
        placeholder: '{"Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],\n "Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]}]}' })));
}

function Made({ made, close }) {
  const env = `AWS_ACCESS_KEY_ID=${made.access_key}\nAWS_SECRET_ACCESS_KEY=${made.secret_key}\n`;
  return h(Dialog, { title: 'The new key', close },
    h('p', null, h('b', null, 'The secret is shown this once. '), 'Nobody can show it again: keep it now.'),
    h('pre', null, env),
    h('div', { class: 'row' }, h(Copy, { text: env, label: 'Copy both' }), h('a', { class: 'btn', href: URL.createObjectURL(new Blob([env], { type: 'text/plain' })), download: `${made.access_key}.env` }, 'Download .env'),
      h('button', { class: 'primary', onClick: close }, 'I have kept it')));
}
