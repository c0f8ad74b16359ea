// The documents that S3 takes. Pure functions: no DOM.
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** A text as the content of an element. */
export const escapeXml = text => String(text).replace(/[&<>"\r]/g, c => ESCAPES[c]);

/** What DeleteObjects takes: `[{key, version}]`. */
export const deletion = objects => '<Delete><Quiet>true</Quiet>' + objects.map(({ key, version }) =>
  `<Object><Key>${escapeXml(key)}</Key>${version ? `<VersionId>${escapeXml(version)}</VersionId>` : ''}</Object>`).join('') + '</Delete>';

/** What CompleteMultipartUpload takes: `[{number, etag}]`. */
export const completion = parts => '<CompleteMultipartUpload>' + [...parts].sort((a, b) => a.number - b.number).map(({ number, etag }) =>
  `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`).join('') + '</CompleteMultipartUpload>';

/** What PutBucketVersioning takes. */
export const versioning = status => `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;

/** What PutBucketTagging takes: `{name: value}`. */
export const tagging = tags => '<Tagging><TagSet>' + Object.entries(tags).map(([name, value]) =>
  `<Tag><Key>${escapeXml(name)}</Key><Value>${escapeXml(value)}</Value></Tag>`).join('') + '</TagSet></Tagging>';

/** The policy by which anybody may read a bucket's objects. */
export const publicRead = bucket => JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
}, null, 2);
