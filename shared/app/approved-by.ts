import type { SignatureRecord } from '../ledger/entry.ts';
import type { CommandContext } from './handlers.ts';

/** The signature that the door checked for this command, bound to the digest of what is signed. */
export function approvedBy(context: CommandContext, digest: string): SignatureRecord {
  if (context.signedBy === null) throw new Error('a command that is signed came unsigned');
  return { ...context.signedBy, digest };
}
