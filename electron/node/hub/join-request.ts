import { fingerprintOf } from '../../../shared/app/packs/device-request.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { boxes } from '../boxes.ts';
import { sha256 } from '../crypto-random.ts';
import type { Device } from '../device.ts';
import { machineLogin, scramVerifier } from './login.ts';
import type { MachineKind } from './tables.ts';

/** What a machine gives to be enrolled; nothing in it is secret. */
export interface JoinRequest {
  readonly hub: string;
  readonly kind: MachineKind;
  readonly device: string;
  readonly publicKey: string;
  readonly verifier: string;
  readonly fingerprint: string;
}

const prefix = 'CACHET-HUB-1';
const verifierForm =
  /^SCRAM-SHA-256\$4096:[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$/;

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
const decoded = (text: string): string => Buffer.from(text, 'base64url').toString();

/** The code that asks a hub to take a machine in, signed with its device key. */
export function joinRequest(
  hub: string,
  kind: MachineKind,
  device: Device,
): { readonly request: string; readonly fingerprint: string } {
  const verifier = scramVerifier(machineLogin(hub, device).password);
  const text = [prefix, hub, kind, device.id, toHex(device.publicKey), encoded(verifier)].join('.');
  const signature = Buffer.from(device.sign(sha256(text))).toString('base64url');
  return { request: `${text}.${signature}`, fingerprint: fingerprintOf({ sha256 }, text) };
}

const plain = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Whether what was read out by telephone is the fingerprint of this request. */
export const isFingerprint = ({ fingerprint }: JoinRequest, readOut: string): boolean =>
  plain(readOut) === plain(fingerprint);

/** Reads a request for this hub; refuses one that was cut, mistyped, made up, or made for another hub. */
export function readJoinRequest(hub: string, code: string): Result<JoinRequest, Refusal> {
  const words = code.replace(/\s+/g, '').split('.');
  const [head, forHub = '', kind = '', device = '', publicKey = '', verifier = '', signature = ''] =
    words;
  const text = words.slice(0, -1).join('.');
  const isWhole =
    words.length === 7 &&
    head === prefix &&
    (kind === 'console' || kind === 'site' || kind === 'worker') &&
    /^[0-9a-f]{16}$/.test(device) &&
    /^[0-9a-f]{64}$/.test(publicKey) &&
    verifierForm.test(decoded(verifier)) &&
    boxes.verify(publicKey, text, Buffer.from(signature, 'base64url').toString('base64'));
  if (!isWhole) return err(unreadable);
  if (forHub !== hub) return err(otherHub(forHub, hub));
  return ok({
    hub,
    kind: kind,
    device,
    publicKey,
    verifier: decoded(verifier),
    fingerprint: fingerprintOf({ sha256 }, text),
  });
}

const unreadable = refusal(
  'hub-request',
  'This is not a whole request code of a machine.',
  'Copy it again from the machine, from CACHET-HUB to the end.',
);

const otherHub = (found: string, hub: string): Refusal =>
  refusal(
    'hub-request-other',
    `The request is for hub ${found}; this one is ${hub}.`,
    'Have the machine ask again with the number of this hub.',
  );
