import { z } from 'zod';
import { fingerprintOf } from '../../../shared/app/packs/device-request.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { boxes } from '../boxes.ts';
import { deriveKey, sha256 } from '../crypto-random.ts';
import type { Device } from '../device.ts';

/** A machine that asks to become a console of a study. */
export interface AdmissionRequest {
  readonly hub: string;
  readonly device: string;
  /** Ed25519, signs its entries; hexadecimal. */
  readonly publicKey: string;
  /** X25519, what it needs to open the study is sealed to it; hexadecimal. */
  readonly boxKey: string;
  readonly fingerprint: string;
}

const prefix = 'CACHET-CONSOLE-1';

/** Follows from the machine's secret: kept nowhere, and another at every hub. */
const boxKeyOf = (hub: string, device: Device): Uint8Array =>
  deriveKey(device.secret, `cachet console box ${hub}`);

/** The code that a machine gives to the administrator of the study. */
export function admissionCode(
  hub: string,
  device: Device,
): { readonly code: string; readonly fingerprint: string } {
  const boxKey = boxes.publicKeyOf(boxKeyOf(hub, device));
  const text = [prefix, hub, device.id, toHex(device.publicKey), boxKey].join('.');
  const signature = Buffer.from(device.sign(sha256(text))).toString('base64url');
  return { code: `${text}.${signature}`, fingerprint: fingerprintOf({ sha256 }, text) };
}

/** Reads such a code; refuses one that was cut, mistyped, made up, or made for another hub. */
export function readAdmissionCode(hub: string, code: string): Result<AdmissionRequest, Refusal> {
  const words = code.replace(/\s+/g, '').split('.');
  const [head, forHub = '', device = '', publicKey = '', boxKey = '', signature = ''] = words;
  const text = words.slice(0, -1).join('.');
  const isWhole =
    words.length === 6 &&
    head === prefix &&
    /^[0-9a-f]{16}$/.test(device) &&
    /^[0-9a-f]{64}$/.test(publicKey) &&
    /^[0-9a-f]{64}$/.test(boxKey) &&
    boxes.verify(publicKey, text, Buffer.from(signature, 'base64url').toString('base64'));
  if (!isWhole) return err(unreadable);
  if (forHub !== hub) return err(otherHub(forHub, hub));
  const fingerprint = fingerprintOf({ sha256 }, text);
  return ok({ hub, device, publicKey, boxKey, fingerprint });
}

const unreadable = refusal(
  'admission-code',
  'This is not a whole code of a machine that asks to become a console.',
  'Copy it again from the machine, from CACHET-CONSOLE to the end.',
);

const otherHub = (found: string, hub: string): Refusal =>
  refusal(
    'admission-code-other',
    `The code is for hub ${found}; this study is shared by hub ${hub}.`,
    'Have the machine ask again with the number of this hub.',
  );

const admission = z.strictObject({
  format: z.literal('cachet-admission/1'),
  store: z.string().max(80),
  /** The key ring of the study as it was then. */
  ring: z.string(),
  /** Takes part in every wrap that opens on all consoles; base64. */
  secret: z.string().max(60),
});
/** What a console needs beside a person's passphrase. */
export type Admission = z.infer<typeof admission>;

const contextOf = (hub: string, device: string): string => `cachet admission ${hub} ${device}`;

export const sealAdmission = (to: AdmissionRequest, given: Admission): Buffer =>
  Buffer.from(
    boxes.sealTo(to.boxKey, JSON.stringify(given), contextOf(to.hub, to.device)),
    'base64',
  );

/** Null when it was not sealed for this machine at this hub. */
export function openAdmission(hub: string, device: Device, sealed: Buffer): Admission | null {
  const context = contextOf(hub, device.id);
  const text = boxes.openSealed(boxKeyOf(hub, device), sealed.toString('base64'), context);
  if (text === null) return null;
  const parsed = admission.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
