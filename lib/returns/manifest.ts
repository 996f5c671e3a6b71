import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import type { SealedFile } from '../domain/annual-return.ts';
import { canonicalJson } from '../domain/evidence/canonical-json.ts';
import type { Manifest, ManifestSignature } from '../domain/evidence/manifest.ts';
import type { Sha256 } from '../domain/item.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';

const sha256 = (data: string): Sha256 => hash('sha256', data);

/** `manifest.json`: equal manifests are equal bytes. */
export const manifestJson = ({ rules, policies, files, builtAt, ...rest }: Manifest): string => {
  const manifest = {
    format: 'gongkai-manifest/1',
    ...rest,
    builtAt: isoShanghai(builtAt),
    rules: sha256(canonicalJson(rules)),
    policies: sha256(canonicalJson(policies)),
    files: files
      .map(({ name, sha256: hashed, size }) => ({ name, sha256: hashed, size }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};

/** DER of the object identifier of the curve SM2 (GM/T 0006): Node has no name for keys on it. */
const SM2_CURVE = Buffer.from('06082a811ccf5501822d', 'hex');

/**
 * Signs with an Ed25519 key, or with an SM2 key over SM3 (GB/T 32918, the identity left empty as OpenSSL has it), given as
 * PEM. Throws a RangeError, which says nothing of the key, for any other.
 */
export const signManifest = (manifest: Uint8Array, privateKey: string): ManifestSignature => {
  const key = readKey(privateKey);
  const spki = createPublicKey(key);
  const publicKey = String(spki.export({ type: 'spki', format: 'pem' }));
  if (key.asymmetricKeyType === 'ed25519') {
    return { algorithm: 'ed25519', signature: sign(null, manifest, key), publicKey };
  }
  if (spki.export({ type: 'spki', format: 'der' }).includes(SM2_CURVE)) {
    return { algorithm: 'sm2-sm3', signature: sign('sm3', manifest, key), publicKey };
  }
  throw new RangeError('the signing key is neither Ed25519 nor SM2');
};

const readKey = (privateKey: string): KeyObject => {
  try {
    return createPrivateKey(privateKey);
  } catch {
    throw new RangeError('the signing key is no private key in PEM');
  }
};

/** `SHA256SUMS`, as `sha256sum -c` reads it. */
export const checksums = (files: readonly Pick<SealedFile, 'name' | 'sha256'>[]): string =>
  files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256: hashed }) => `${hashed}  ${name}\n`)
    .join('');
