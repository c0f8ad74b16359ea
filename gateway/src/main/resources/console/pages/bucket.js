import { h } from '../lib/preact.js';
import { useState } from '../lib/hooks.js';
import { count, when } from '../model/format.js';
import { listUrl } from '../model/paths.js';
import { publicRead, versioning } from '../model/xml.js';
import { api } from '../parts/api.js';
import { Confirm } from '../parts/dialog.js';
import { useLive } from '../parts/live.js';
import { s3, text } from '../parts/s3.js';
import { Action, Card, Command, Copy, Failure, Field, Head, Live, Size } from '../parts/ui.js';
import { QuotaDialog, QuotaUse } from './quota.js';

const DOCUMENTS = {
  policy: { title: 'Policy', sub: 'policy', what: 'Who but the owner may do what. Without one the bucket is private.', verb: 'bucket-policy' },
  lifecycle: { title: 'Lifecycle', sub: 'lifecycle', what: 'What is deleted by itself, and when.', verb: 'bucket-lifecycle-configuration' },
  cors: { title: 'CORS', sub: 'cors', what: 'Which pages of other origins may use the bucket in a browser.', verb: 'bucket-cors' },
  tags: { title: 'Tags', sub: 'tagging', what: 'Names and values on the bucket itself.', verb: 'bucket-tagging' },
};
const EXAMPLES = {
  lifecycle: '<LifecycleConfiguration>\n  <Rule>\n    <ID>old</ID>\n    <Filter><Prefix>logs/</Prefix></Filter>\n    <Status>Enabled</Status>\n    <Expiration><Days>30</Days></Expiration>\n  </Rule>\n</LifecycleConfiguration>',
  cors: '<CORSConfiguration>\n  <CORSRule>\n    <AllowedOrigin>https://www.example.com</AllowedOrigin>\n    <AllowedMethod>GET</AllowedMethod>\n  </CORSRule>\n</CORSConfiguration>',
  tags: '<Tagging>\n  <TagSet>\n    <Tag><Key>team</Key><Value>blue</Value></Tag>\n  </TagSet>\n</Tagging>',
};

/** The settings of a bucket. */
export function Bucket({ name, tab, who }) {
  const tabs = [['overview', 'Overview'], ...Object.entries(DOCUMENTS).map(([id, { title }]) => [id, title]), ['connect', 'Connect']];
  return [
    h(Head, { title: name, above: h('p', { class: 'muted' }, h('a', { href: '/buckets' }, 'Buckets'), ' /') }, h('a', { class: 'btn', href: listUrl(name) }, 'Objects')),
    h('div', { class: 'tabs' }, tabs.map(([id, title]) => h('a', { href: `/buckets/${encodeURIComponent(name)}?tab=${id}`, 'aria-current': id === tab ? 'page' : null }, title))),
    tab === 'overview' && h(Overview, { name, who }),
    DOCUMENTS[tab] && h(Document, { key: tab, name, kind: tab }),
    tab === 'connect' && h(Connect, { name, who }),
  ];
}

function Overview({ name, who }) {
  const live = useLive(async () => {
    const [state, facts] = await Promise.all([s3('GET', name, undefined, { query: { versioning: '' } }), who.admin ? api('/buckets/' + encodeURIComponent(name)) : null]);
    return { status: text(state.xml, 'Status'), facts };
  }, [name], 10, ['buckets', 'data']);
  const [asking, ask] = useState(null);
  return [h(Live, { of: live }, ({ status, facts }) => [
    facts && h(Card, { title: 'Bucket' }, h('dl', null, [
      ['Owner', facts.owner], ['Created', when(facts.created)], ['Objects', [count(facts.objects), ', ', h(Size, { of: facts.bytes })]],
      ['With old versions', [count(facts.versions), ', ', h(Size, { of: facts.version_bytes })]], ['Delete markers', count(facts.delete_markers)],
      ['Object lock', facts.object_lock ? 'on' : 'off'],
      ['Quota', [h(QuotaUse, { quota: facts.quota }), ' ', h('button', { onClick: () => ask('quota') }, facts.quota ? 'Change quota…' : 'Set a quota…')]],
      ['Redundancy', `${facts.redundancy.need} of ${facts.redundancy.total}, ${facts.redundancy.own ? 'its own' : 'the cluster’s'}`],
    ].flatMap(([term, value]) => [h('dt', null, term), h('dd', null, value)])),
    h(Command, null, `slime bucket show ${name}`)),
    h(Card, { title: 'Versioning' },
      h('p', null, status === 'Enabled' ? 'On: what is overwritten or deleted stays as an old version.' : status === 'Suspended' ? 'Suspended: old versions stay, new ones are not kept.' : 'Off: what is overwritten or deleted is gone.'),
      status === 'Enabled'
        ? h(Action, { can: facts?.can.suspend, onClick: () => ask('Suspended') }, 'Suspend…') : h('button', { onClick: () => ask('Enabled') }, 'Enable…'))]),
  asking === 'quota' && h(QuotaDialog, { what: name, route: '/buckets/' + encodeURIComponent(name), quota: live.data.facts.quota, command: 'slime bucket quota ' + name, close: () => ask(null), done: live.reload }),
  asking && asking !== 'quota' && h(Confirm, { title: asking === 'Enabled' ? 'Enable versioning?' : 'Suspend versioning?', label: asking === 'Enabled' ? 'Enable' : 'Suspend', danger: false,
    close: () => ask(null), done: live.reload, action: () => s3('PUT', name, undefined, { query: { versioning: '' }, body: versioning(asking) }),
    command: `aws s3api put-bucket-versioning --bucket ${name} --versioning-configuration Status=${asking}` },
  h('p', null, asking === 'Enabled' ? 'From now on each change keeps what was there, which takes space until a lifecycle rule or you delete it. It can be suspended, never turned off.' : 'What is stored stays. New changes overwrite the version “null”. You can enable it again.'))];
}

/** A document that S3 keeps with the bucket, edited as it is. */
function Document({ name, kind }) {
  const { title, sub, what, verb } = DOCUMENTS[kind];
  const live = useLive(async () => {
    try {
      return { document: (await s3('GET', name, undefined, { query: { [sub]: '' } })).text };
    } catch (error) {
      if (error.status === 404 && error.code !== 'NoSuchBucket') return { document: '' };
      throw error;
    }
  }, [name, sub], 0);
  return h(Live, { of: live }, ({ document }) => h(Editor, { key: live.at, document, name, kind, title, sub, what, verb, reload: live.reload }));
}

function Editor({ document, name, kind, title, sub, what, verb, reload }) {
  const [now, setNow] = useState(document);
  const [error, setError] = useState(null);
  const [removing, remove] = useState(false);
  const save = async event => {
    event.preventDefault();
    try {
      if (kind === 'policy') JSON.parse(now);
      await s3('PUT', name, undefined, { query: { [sub]: '' }, body: now });
      reload();
    } catch (problem) { setError(problem); }
  };
  return [h('form', { class: 'card', onSubmit: save },
    h('p', null, what, ' ', document ? '' : h('b', null, 'There is none now.')),
    kind === 'policy' && h('div', { class: 'line' }, h('button', { type: 'button', onClick: () => setNow(publicRead(name)) }, 'Fill in: anybody may read')),
    EXAMPLES[kind] && !now && h('div', { class: 'line' }, h('button', { type: 'button', onClick: () => setNow(EXAMPLES[kind]) }, 'Fill in an example')),
    h(Field, { id: 'document', label: title + (kind === 'policy' ? ' (JSON)' : ' (XML)') },
      h('textarea', { id: 'document', spellcheck: false, value: now, onInput: event => setNow(event.target.value) })),
    error && h(Failure, { error }),
    h('div', { class: 'row' }, document && h('button', { type: 'button', onClick: () => remove(true) }, 'Remove…'), h('button', { class: 'primary', disabled: !now.trim() || now === document }, 'Save')),
    h(Command, null, `aws s3api get-${verb} --bucket ${name}`)),
  removing && h(Confirm, { title: `Remove the ${title.toLowerCase()} of ${name}?`, label: 'Remove', close: () => remove(false), done: reload,
    action: () => s3('DELETE', name, undefined, { query: { [sub]: '' } }), command: `aws s3api delete-${verb} --bucket ${name}` },
  h('p', null, 'It holds no longer, at once. To undo it, save it again: copy it first.'))];
}

function Connect({ name, who }) {
  const live = useLive(async () => who.admin ? (await api('/version')).s3 : null, [], 0);
  const { url, region } = live.data ?? { url: 'http://HOST:17943', region: 'us-east-1' };
  const snippets = [
    ['aws-cli', `export AWS_ACCESS_KEY_ID=${who.access_key} AWS_SECRET_ACCESS_KEY=… AWS_REGION=${region}\naws --endpoint-url ${url} s3 ls s3://${name}`],
    ['rclone', `[slime]\ntype = s3\nprovider = Other\nendpoint = ${url}\naccess_key_id = ${who.access_key}\nsecret_access_key = …\nregion = ${region}`],
    ['boto3', `import boto3\ns3 = boto3.client("s3", endpoint_url="${url}", region_name="${region}",\n    aws_access_key_id="${who.access_key}", aws_secret_access_key="…")\nprint(s3.list_objects_v2(Bucket="${name}"))`],
    ['restic', `export AWS_ACCESS_KEY_ID=${who.access_key} AWS_SECRET_ACCESS_KEY=…\nrestic -r s3:${url}/${name} init`],
  ];
  return [snippets.map(([client, snippet]) => h(Card, { title: client }, h('div', { class: 'line' }, h(Copy, { text: snippet })), h('pre', null, snippet))),
    h('p', { class: 'muted' }, 'Make a key for each application, under Access. More clients: ', h('code', null, 'slime connect'), '.')];
}
