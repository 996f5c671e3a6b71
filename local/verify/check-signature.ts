import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tell } from './finding.ts';

/** DER of the name of the curve SM2. */
const SM2 = Buffer.from('06082a811ccf5501822d', 'hex');

/** SHA-256 of the key that signed, in DER, for whoever knows it; null where nothing is signed. */
export const checkSignature = async (
  folder: string,
  names: readonly string[],
  tell: Tell,
): Promise<string | null> => {
  const signed = names.includes('manifest.sig');
  if (signed !== names.includes('signing-key.pem')) {
    tell(signed ? 'signing-key.pem' : 'manifest.sig', '文件不在，签名无法核验');
    return null;
  }
  if (!signed) return null;
  const [manifest, signature, pem] = await Promise.all(
    ['manifest.json', 'manifest.sig', 'signing-key.pem'].map((name) => readFile(join(folder, name))),
  );
  const key = pem && readKey(pem);
  if (manifest === undefined || signature === undefined || key === undefined) {
    tell('signing-key.pem', '不是公钥');
    return null;
  }
  const der = key.export({ type: 'spki', format: 'der' });
  if (!isSigned(manifest, signature, key, der)) tell('manifest.sig', '签名与manifest.json不符');
  return hash('sha256', der);
};

const readKey = (pem: Buffer): KeyObject | undefined => {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
};

const isSigned = (manifest: Buffer, signature: Buffer, key: KeyObject, der: Buffer): boolean => {
  try {
    if (key.asymmetricKeyType === 'ed25519') return verify(null, manifest, key, signature);
    return der.includes(SM2) && verify('sm3', manifest, key, signature);
  } catch {
    return false;
  }
};
