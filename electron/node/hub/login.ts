import { createHmac, hash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { deriveKey, sha256 } from '../crypto-random.ts';
import type { Device } from '../device.ts';
import type { Login } from './database-url.ts';

const iterations = 4096;
const keyLength = 32;

/** The name under which a machine logs in; roles are shared by all databases of a server. */
export const loginName = (hub: string, device: string): string => `cachet_${hub}_${device}`;

/**
 * A machine's login to one hub. The password is drawn from a signature of the device key (Ed25519 signs the same
 * text the same way), so that it is kept nowhere, is another at every hub, and only the device can know it.
 */
export function machineLogin(hub: string, device: Pick<Device, 'id' | 'sign'>): Login {
  const proof = device.sign(sha256(`cachet hub login\n${hub}\n${device.id}`));
  const secret = deriveKey(proof, 'cachet hub password');
  return { user: loginName(hub, device.id), password: Buffer.from(secret).toString('base64url') };
}

/** What the server keeps in place of a password (RFC 5803, RFC 7677): it proves nothing to anybody else. */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, keyLength, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = hash('sha256', hmac('Client Key'), 'base64');
  const server = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}
