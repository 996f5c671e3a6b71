import type { Receipt } from '../../domain/ledger-rows.ts';
import type { Copy } from '../../ports/channel.ts';
import { copyMembers } from '../copy-members.ts';
import type { HttpAction } from './addresses.ts';

/** The members of every message; the signature covers them, the headers that repeat some are for gateways only. */
const identityOf = (action: HttpAction, copy: Copy) => ({
  action,
  key: copy.itemId,
  channel: copy.channel,
  generation: copy.generation,
});

const asBytes = (message: object): Buffer => Buffer.from(JSON.stringify(message));

/** The JSON body of `publish` and `replace`; docs/http-channel.md says what each member means. */
export const copyMessage = (action: 'publish' | 'replace', copy: Copy, receipt: Receipt | null): Buffer =>
  asBytes({
    ...identityOf(action, copy),
    edition: copy.edition,
    contentHash: copy.contentHash,
    copyHash: copy.copyHash,
    ...copyMembers(copy),
    attachments: copy.attachments.map(({ name, sha256, mediaType, size }) => ({
      name,
      sha256,
      mediaType,
      size,
    })),
    remoteId: receipt?.remoteId ?? null,
  });

/**
 * The JSON body of `withdraw`: nothing of the content, which may be what must not be read any longer. `erase`: the item was
 * sealed, so what the platform keeps of it behind its pages has to go as well.
 */
export const withdrawalMessage = (copy: Copy, receipt: Receipt, notice: string | null): Buffer =>
  asBytes({
    ...identityOf('withdraw', copy),
    notice,
    erase: copy.sealed,
    remoteId: receipt.remoteId,
    url: receipt.url,
  });
