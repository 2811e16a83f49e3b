import type { Ports, Sealer } from '../ports.ts';

/** The key to the sealed treatments of one site; it tells nothing of the unblinding key or of other sites. */
export const breakKeyOf = (sealer: Pick<Sealer, 'derive'>, site: string): Uint8Array =>
  sealer.derive(`code break at ${site}`);

type EnvelopePorts = Pick<Ports, 'boxes' | 'deriveKey'>;

interface OfSubject {
  readonly site: string;
  readonly subject: string;
}

const contextOf = ({ site, subject }: OfSubject): string => `code break ${site} ${subject}`;

const keyOf = ({ deriveKey }: EnvelopePorts, siteKey: Uint8Array, of: OfSubject): Uint8Array =>
  deriveKey(siteKey, contextOf(of));

/** The position of an arm, 0..255, under a key of the subject's own; all envelopes have the same length. */
export const sealEnvelope = (
  ports: EnvelopePorts,
  siteKey: Uint8Array,
  of: OfSubject,
  arm: number,
): string =>
  ports.boxes.encrypt(keyOf(ports, siteKey, of), String(arm).padStart(3, '0'), contextOf(of));

/** The position of the arm, or null when the envelope is not this subject's or was changed. */
export function openEnvelope(
  ports: EnvelopePorts,
  siteKey: Uint8Array,
  of: OfSubject,
  envelope: string,
): number | null {
  const text = ports.boxes.decrypt(keyOf(ports, siteKey, of), envelope, contextOf(of));
  return text === null || !/^\d{3}$/.test(text) ? null : Number(text);
}
