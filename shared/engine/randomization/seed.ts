import { fromHex } from '../../base/hex.ts';
import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** A seed of 32 bytes from 64 hexadecimal digits. The refusal does not repeat the text. */
export const parseSeed = (text: string): Result<Uint8Array, Refusal> => {
  if (/^[0-9a-f]{64}$/i.test(text)) return ok(fromHex(text.toLowerCase()));
  return err(
    refusal(
      'seed-invalid',
      `A seed has 64 hexadecimal digits; ${text.length} characters were given.`,
      'Give the 256-bit seed as 64 digits 0-9 and a-f.',
    ),
  );
};
