import { z } from 'zod';
import { roles } from '../../shared/domain/access/roles.ts';
import type { KeyRing } from './key-ring.ts';

/** Bytes; hundreds of people with keys to every site come nowhere near. */
export const largestRing = 16 * 1024 * 1024;

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const name = z.string().min(1).max(200);

/** A forged cost must not hang the sign-in: the highest that a program would choose, with room to rise. */
const cost = z.object({
  memoryKiB: z.number().int().min(8).max(262_144),
  passes: z.number().int().min(1).max(10),
  lanes: z.number().int().min(1).max(8),
});

const person = z.object({
  user: name,
  role: z.enum(roles),
  cost,
  salt: base64.min(11).max(200),
  publicKey: base64.min(1),
  wrappedPrivateKey: base64.min(1),
  dataKey: base64.min(1),
  unblindingKey: base64.min(1).nullable(),
  breakKeys: z.record(z.string(), base64.min(1)).optional(),
});

const recovery = z.object({
  threshold: z.number().int().min(2).max(255),
  shares: z.number().int().min(2).max(255),
  sealed: base64.min(1),
  waiting: z.record(z.string(), base64.min(1)).optional(),
});

const keyRing = z.object({
  format: z.literal('cachet-keys/1'),
  storeId: name,
  founder: z.object({ device: name, publicKey: z.string().regex(/^[0-9a-f]{64}$/) }),
  demonstration: z.enum(['no', 'published-passphrases', 'own-passphrases']),
  users: z.array(person).max(10_000),
  recovery: recovery.nullable(),
});

/**
 * A key ring from its text, or what is wrong with it. What was parsed is given back as it stood, because the trail names
 * the hash of the whole.
 */
export function parseKeyRing(text: string): KeyRing | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is damaged';
  }
  const parsed = keyRing.safeParse(value);
  if (parsed.success) return value as KeyRing;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  return `is not a key ring of this program${where === '' ? '' : `: ${where}`}`;
}
