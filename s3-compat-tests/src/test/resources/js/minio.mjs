// What a program that uses MinIO's JavaScript client does all day, against the server in ENDPOINT. Ends with 1 at the first answer that is wrong.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import * as Minio from 'minio';

const url = new URL(process.env.ENDPOINT);
const client = new Minio.Client({ endPoint: url.hostname, port: Number(url.port), useSSL: false, region: 'us-east-1',
  accessKey: process.env.AWS_ACCESS_KEY_ID, secretKey: process.env.AWS_SECRET_ACCESS_KEY });
const bucket = 'minio-js-' + Date.now();
const all = async stream => { const parts = []; for await (const part of stream) parts.push(part); return Buffer.concat(parts); };
const list = async stream => { const found = []; for await (const each of stream) found.push(each); return found; };
const refused = (call, code) => assert.rejects(call, error => error.code === code, code);
const step = async (name, run) => { await run(); console.log('ok', name); };

await step('buckets', async () => {
  assert.equal(await client.bucketExists(bucket), false);
  await client.makeBucket(bucket, 'us-east-1');
  assert.equal(await client.bucketExists(bucket), true);
  assert((await client.listBuckets()).some(each => each.name === bucket));
});

await step('objects, their metadata, tags and ranges', async () => {
  const small = randomBytes(100_000);
  await client.putObject(bucket, 'a/ü +?.bin', small, small.length, { 'Content-Type': 'text/x-odd', 'X-Amz-Meta-One': '1' });
  const stat = await client.statObject(bucket, 'a/ü +?.bin');
  assert.deepEqual([stat.size, stat.metaData['content-type'], stat.metaData.one], [small.length, 'text/x-odd', '1']);
  assert.deepEqual(await all(await client.getObject(bucket, 'a/ü +?.bin')), small);
  assert.deepEqual(await all(await client.getPartialObject(bucket, 'a/ü +?.bin', 500, 100)), small.subarray(500, 600));
  await client.setObjectTagging(bucket, 'a/ü +?.bin', { k: 'v w' });
  assert.deepEqual(await client.getObjectTagging(bucket, 'a/ü +?.bin'), [{ Key: 'k', Value: 'v w' }]);
  await refused(client.statObject(bucket, 'nothing'), 'NotFound');
  await refused(client.getObject(bucket, 'nothing'), 'NoSuchKey');
  await client.copyObject(bucket, 'copy', `/${bucket}/a/ü +?.bin`);
  assert.deepEqual(await all(await client.getObject(bucket, 'copy')), small);
});

await step('a stream of unknown length in parts', async () => {
  const large = randomBytes(20 << 20);
  await client.putObject(bucket, 'large', Readable.from([large.subarray(0, 6_000_000), large.subarray(6_000_000)]));
  assert.deepEqual(await all(await client.getObject(bucket, 'large')), large);
  await client.composeObject(new Minio.CopyDestinationOptions({ Bucket: bucket, Object: 'composed' }),
    [new Minio.CopySourceOptions({ Bucket: bucket, Object: 'large' }), new Minio.CopySourceOptions({ Bucket: bucket, Object: 'copy' })]);
  assert.equal((await client.statObject(bucket, 'composed')).size, large.length + 100_000);
});

await step('listings by pages', async () => {
  for (let i = 0; i < 1050; i += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, k) => client.putObject(bucket, `list/${String(i + k).padStart(4, '0')}`, '')));
  }
  const found = await list(client.listObjectsV2(bucket, 'list/', true));
  assert.equal(found.length, 1050);
  assert.deepEqual((await list(client.listObjectsV2(bucket, '', false))).filter(each => each.prefix).map(each => each.prefix), ['a/', 'list/']);
  await client.removeObjects(bucket, found.map(each => each.name));
  assert.equal((await list(client.listObjects(bucket, 'list/', true))).length, 0);
});

await step('presigned, and a form', async () => {
  const put = await client.presignedPutObject(bucket, 'presigned', 60);
  assert.equal((await fetch(put, { method: 'PUT', body: 'by fetch' })).status, 200);
  assert.equal(await (await fetch(await client.presignedGetObject(bucket, 'presigned', 60))).text(), 'by fetch');
  const policy = client.newPostPolicy();
  policy.setBucket(bucket);
  policy.setKey('form');
  policy.setExpires(new Date(Date.now() + 60_000));
  const { postURL, formData } = await client.presignedPostPolicy(policy);
  const form = new FormData();
  Object.entries(formData).forEach(([name, value]) => form.append(name, value));
  form.append('file', new Blob(['by form']), 'form.txt');
  assert.equal((await fetch(postURL, { method: 'POST', body: form })).status, 204);
  assert.equal((await all(await client.getObject(bucket, 'form'))).toString(), 'by form');
});

await step('versions and what buckets say', async () => {
  await client.setBucketVersioning(bucket, { Status: 'Enabled' });
  assert.equal((await client.getBucketVersioning(bucket)).Status, 'Enabled');
  const one = await client.putObject(bucket, 'v', 'one');
  await client.putObject(bucket, 'v', 'two');
  assert.equal((await all(await client.getObject(bucket, 'v', { versionId: one.versionId }))).toString(), 'one');
  await client.setBucketPolicy(bucket, JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${bucket}/v`] }] }));
  assert.equal(await (await fetch(`${process.env.ENDPOINT}/${bucket}/v`)).text(), 'two');
  assert.equal((await fetch(`${process.env.ENDPOINT}/${bucket}/copy`)).status, 403);
  assert.match(await client.getBucketPolicy(bucket), /GetObject/);
  await client.setBucketLifecycle(bucket, { Rule: [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: '3' } }] });
  assert.match(JSON.stringify(await client.getBucketLifecycle(bucket)), /"ID":"r"/);
  await client.setBucketTagging(bucket, { team: 'red' });
  assert.deepEqual(await client.getBucketTagging(bucket), [{ Key: 'team', Value: 'red' }]);
  await client.setBucketEncryption(bucket);
  await refused(client.removeBucket(bucket), 'BucketNotEmpty');
});

await step('everything goes', async () => {
  const versions = await list(client.listObjects(bucket, '', true, { IncludeVersion: true }));
  for (const { name, versionId } of versions) await client.removeObject(bucket, name, { versionId });
  await client.removeBucket(bucket);
});
