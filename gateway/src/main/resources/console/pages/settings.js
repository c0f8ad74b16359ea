import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { bytes, count, duration, things } from '../model/format.js';
import { api } from '../parts/api.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { setShortcuts, setTheme, shortcuts, theme } from '../parts/theme.js';
import { Card, Command, Failure, Field, Head, Live, Size } from '../parts/ui.js';

/** What holds for the whole cluster, and for this browser. */
export const Settings = ({ who }) => [
  h(Head, { title: 'Settings' }),
  who.admin && [h(Redundancy), h(Values)],
  h(Browser),
  who.admin && h(About),
];

function Redundancy() {
  const live = useLive(() => api('/redundancy'), [], 0, ['settings']);
  return h(Card, { title: 'Redundancy' }, h(Live, { of: live }, now => h(Plan, { key: `${now.need}/${now.total}`, now, reload: live.reload })));
}

function Plan({ now, reload }) {
  const [need, setNeed] = useState(now.need);
  const [total, setTotal] = useState(now.total);
  const [plan, setPlan] = useState(null);
  const [error, setError] = useState(null);
  const [rewrite, setRewrite] = useState(false);
  const [asking, ask] = useState(false);
  const look = event => {
    event.preventDefault();
    api(`/redundancy/plan?need=${need}&total=${total}`).then(found => { setPlan(found); setError(null); }, problem => { setPlan(null); setError(problem); });
  };
  const number = (id, label, value, set) => h('span', null, h('label', { for: id }, label, ' '), h('input', { id, type: 'number', class: 'short', min: 1, max: 100, value, onInput: event => { set(Number(event.target.value)); setPlan(null); } }));
  return [
    h('p', null, `New objects are stored as ${now.need} of ${now.total}: any ${now.need} of their ${now.total} chunks give them back. Storage classes and buckets may have their own.`),
    h('form', { class: 'line', onSubmit: look }, number('need', 'Need', need, setNeed), number('total', 'of total', total, setTotal), h('button', null, 'Plan')),
    error && h(Failure, { error }),
    plan && [
      h('div', { class: 'scroll' }, h('table', null,
        h('thead', null, h('tr', null, h('th', null, h('span', { class: 'vh' }, 'What')), h('th', { class: 'num' }, 'Now'), h('th', { class: 'num' }, 'Planned'))),
        h('tbody', null, [
          ['Redundancy', p => `${p.need} of ${p.total}`], ['Any stores that may fail', p => p.survives_stores < 0 ? 'cannot be written' : count(p.survives_stores)],
          ['Any machines that may fail', p => p.survives_domains < 0 ? 'cannot be written' : count(p.survives_domains)], ['Space for each byte', p => p.overhead.toFixed(2)],
          ['What is stored would take', p => h(Size, { of: p.stored })],
        ].map(([what, of]) => h('tr', null, h('td', null, what), h('td', { class: 'num' }, of(plan.now)), h('td', { class: 'num' }, of(plan.planned))))))),
      h('p', { class: 'muted' }, `Coding anew what is stored: ${things(plan.rewrite.contents, 'content')}, ${bytes(plan.rewrite.bytes)}${plan.rewrite.seconds ? ', about ' + duration(plan.rewrite.seconds) : ', no estimate yet'}.`),
      h('p', null, h('label', null, h('input', { type: 'checkbox', checked: rewrite, onChange: event => setRewrite(event.target.checked) }), ' Code anew what is stored, too')),
      h('button', { class: 'primary', onClick: () => ask(true) }, 'Apply…')],
    h(Command, null, `slime redundancy plan ${need} ${total}\nslime redundancy set ${need} ${total}`),
    asking && h(Confirm, { title: `Store new objects as ${need} of ${total}?`, label: 'Apply', danger: false, close: () => ask(false), done: reload,
      action: () => api('/redundancy', 'PUT', { need, total, rewrite }), command: `slime redundancy set ${need} ${total}${rewrite ? ' --rewrite' : ''}` },
    h('p', null, rewrite ? 'What is stored is coded anew in the background, giving way to clients; it is as safe as now until then.' : 'What is stored stays as it is.', ' Setting it back undoes this.'))];
}

function Values() {
  const live = useLive(async () => (await api('/settings')).settings.filter(each => each.name !== 'redundancy'), [], 0, ['settings']);
  return h(Card, { title: 'Cluster' }, h(Live, { of: live }, settings => settings.map(setting => h(Value, { key: setting.name, setting, reload: live.reload }))), h(Command, null, 'slime setting list'));
}

function Value({ setting, reload }) {
  const [error, setError] = useState(null);
  const save = event => {
    event.preventDefault();
    api('/settings/' + encodeURIComponent(setting.name), 'PUT', { value: event.target.value.value }).then(() => { setError(null); reload(); }, setError);
  };
  return h('form', { onSubmit: save }, error && h(Failure, { error }),
    h(Field, { id: 'set-' + setting.name, label: setting.name, hint: `${setting.description}. Default ${setting.default}.` },
      h('div', { class: 'line' }, h('input', { id: 'set-' + setting.name, name: 'value', type: 'text', key: setting.value, defaultValue: setting.value }), h('button', { 'aria-label': 'Set ' + setting.name }, 'Set'))));
}

function Browser() {
  const [, redraw] = useState(0);
  return h(Card, { title: 'This browser' },
    h(Field, { id: 'theme', label: 'Theme' }, h('select', { id: 'theme', value: theme(), style: { width: 'auto' }, onChange: event => { setTheme(event.target.value); redraw(n => n + 1); } },
      [['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark']].map(([value, name]) => h('option', { value }, name)))),
    h('p', null, h('label', null, h('input', { type: 'checkbox', checked: shortcuts(), onChange: event => { setShortcuts(event.target.checked); redraw(n => n + 1); } }), ' Single keys are shortcuts: ', h('kbd', null, '?'), ' shows which')));
}

function About() {
  const live = useLive(() => api('/version'), [], 0);
  return h(Card, { title: 'About' }, h(Live, { of: live }, ({ version, java, database, s3 }) => h('dl', null, [
    ['Slime', version], ['Java', java], ['Metadata', database], ['S3 for clients', s3 ? `${s3.url}, region ${s3.region}` : 'not served here'],
    ['This page is made with', h('a', { href: '/assets/lib/preact-license.txt', target: '_blank' }, 'Preact, under the MIT licence')],
  ].flatMap(([term, value]) => [h('dt', null, term), h('dd', null, value)]))));
}
