import { randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { decrypt, encrypt } from './sealed-box.ts';
import type { StoreKeys } from './key-ring.ts';

/** Both keys of a study under a random recovery key that nobody holds whole. */
export interface Recovery {
  readonly threshold: number;
  readonly shares: number;
  readonly sealed: string;
  /** Shares that their holders have not taken yet, each sealed to its holder's key; absent in older rings. */
  readonly waiting?: { readonly [user: string]: string };
}

const context = (storeId: string): string => `recovery ${storeId}`;
const prefix = 'CACHET-RECOVERY';

/**
 * Makes the recovery wrap and its shares: any `threshold` of them open the study again when passphrases or the
 * device are lost. The shares are shown once and kept by different people.
 */
export async function makeRecovery(
  storeId: string,
  keys: { readonly dataKey: Uint8Array; readonly unblindingKey: Uint8Array },
  plan: { readonly threshold: number; readonly shares: number },
): Promise<{ readonly recovery: Recovery; readonly shares: readonly string[] }> {
  const recoveryKey = randomBytes(32);
  const sealed = encrypt(
    recoveryKey,
    Buffer.concat([keys.dataKey, keys.unblindingKey]),
    context(storeId),
  );
  const parts = await split(new Uint8Array(recoveryKey), plan.shares, plan.threshold);
  recoveryKey.fill(0);
  return {
    recovery: { ...plan, sealed: sealed.toString('base64') },
    shares: parts.map(
      (part, i) => `${prefix}-${i + 1}-${Buffer.from(part).toString('hex').toUpperCase()}`,
    ),
  };
}

/** The keys from enough shares, or null when they are too few, damaged or of another study. */
export async function recoverKeys(
  storeId: string,
  recovery: Recovery,
  shares: readonly string[],
): Promise<StoreKeys | null> {
  try {
    const parts = shares.map((share) => {
      const hex = share.trim().split('-').at(-1) ?? '';
      return new Uint8Array(Buffer.from(hex, 'hex'));
    });
    const recoveryKey = await combine(parts);
    const both = decrypt(recoveryKey, Buffer.from(recovery.sealed, 'base64'), context(storeId));
    return { dataKey: both.subarray(0, 32), unblindingKey: both.subarray(32, 64) };
  } catch {
    return null;
  }
}
