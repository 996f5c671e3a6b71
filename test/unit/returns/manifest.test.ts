import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, hash, verify } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../lib/domain/evidence/manifest.ts';
import { checksums, manifestJson, signManifest } from '../../../lib/returns/manifest.ts';
import { ed25519Key, sm2Key, writeFolder } from '../../examples/return-folder.ts';

const MANIFEST: Manifest = {
  year: 2026,
  revision: 3,
  state: 'filed',
  amendment: { number: 1, amends: 2, reason: '补录' },
  builtAt: Date.parse('2027-01-19T10:00:00+08:00'),
  form: { id: 'form-2021', version: 1 },
  rulesVersion: 1,
  rules: { b: 1, a: [2, { d: null, c: '三' }] },
  policies: { countReposts: true },
  inputsVersion: 4,
  evidence: { lines: 147, merkleRoot: 'a'.repeat(64) },
  files: [
    { name: 'evidence.csv', sha256: 'b'.repeat(64), size: 10 },
    { name: 'data.json', sha256: 'c'.repeat(64), size: 11 },
  ],
};

describe('manifest.json', () => {
  it('names what it ties together by hash', () => {
    expect(JSON.parse(manifestJson(MANIFEST))).toEqual({
      format: 'gongkai-manifest/1',
      year: 2026,
      revision: 3,
      state: 'filed',
      amendment: { number: 1, amends: 2, reason: '补录' },
      builtAt: '2027-01-19T10:00:00+08:00',
      form: { id: 'form-2021', version: 1 },
      rulesVersion: 1,
      rules: hash('sha256', '{"a":[2,{"c":"三","d":null}],"b":1}'),
      policies: hash('sha256', '{"countReposts":true}'),
      inputsVersion: 4,
      evidence: { lines: 147, merkleRoot: 'a'.repeat(64) },
      files: [
        { name: 'data.json', sha256: 'c'.repeat(64), size: 11 },
        { name: 'evidence.csv', sha256: 'b'.repeat(64), size: 10 },
      ],
    });
  });

  it('is the same whatever the order in which rules, policies and files are given', () => {
    const { files, rules } = MANIFEST;
    expect(
      manifestJson({ ...MANIFEST, files: files.toReversed(), rules: { a: [2, { c: '三', d: null }], b: 1 } }),
    ).toBe(manifestJson({ ...MANIFEST, rules }));
  });
});

describe('a signature', () => {
  it.each([
    ['ed25519', ed25519Key(), null],
    ['sm2-sm3', sm2Key(), 'sm3'],
  ] as const)('by %s is verified by the public key beside it', (algorithm, key, digest) => {
    const manifest = Buffer.from(manifestJson(MANIFEST));

    const signed = signManifest(manifest, key);

    expect(signed.algorithm).toBe(algorithm);
    const publicKey = createPublicKey(signed.publicKey);
    expect(verify(digest, manifest, publicKey, signed.signature)).toBe(true);
    expect(verify(digest, Buffer.from('another'), publicKey, signed.signature)).toBe(false);
    expect(signed.publicKey).not.toContain('PRIVATE');
  });

  it.each([
    ['is on another curve', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
    ['is RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
  ])('is refused by a key that %s', (_, key) => {
    const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => signManifest(Buffer.from('{}'), pem)).toThrow('neither Ed25519 nor SM2');
  });

  it('is refused by what is no key, without a word of it', () => {
    expect(() => signManifest(Buffer.from('{}'), '虚构的密钥')).toThrow(
      new RangeError('the signing key is no private key in PEM'),
    );
  });
});

it('SHA256SUMS is what sha256sum -c reads', async () => {
  const files = new Map(['b.txt', 'a.txt'].map((name) => [name, Buffer.from(name)]));
  const sums = checksums([...files].map(([name, bytes]) => ({ name, sha256: hash('sha256', bytes) })));
  const folder = await writeFolder(new Map([...files, ['SHA256SUMS', Buffer.from(sums)]]));
  try {
    const told = execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(told).toBe('a.txt: OK\nb.txt: OK\n');
  } finally {
    await rm(folder, { recursive: true });
  }
});
