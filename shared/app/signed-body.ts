import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/canonical-json.ts';
import { toHex } from '../base/hex.ts';
import type { SignatureRecord } from '../ledger/entry.ts';
import { approvedBy } from './approved-by.ts';
import type { CommandContext } from './handlers.ts';

/** The signature of this command over the SHA-256 digest of the body that it records. */
export const signedBody = (context: CommandContext, body: object): SignatureRecord =>
  approvedBy(context, toHex(context.ports.sha256(canonicalJson(body as unknown as Json))));
