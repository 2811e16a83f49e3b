/** What a signed text file says about its signature, and how many bytes are signed. */
export type SealText =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      /** Bytes before the final `Sig:`. */
      readonly signedBytes: number;
      readonly publicKeyHex: string;
      readonly signatureHex: string;
    };

const mark = [0x53, 0x69, 0x67, 0x3a] as const;

/** Index of the last `Sig:` that begins a line, or −1. */
function lastMark(bytes: Uint8Array): number {
  for (let at = bytes.length - mark.length; at >= 0; at -= 1) {
    const before = at === 0 ? 0x0a : bytes[at - 1];
    if ((before === 0x0a || before === 0x0d) && mark.every((byte, i) => bytes[at + i] === byte)) {
      return at;
    }
  }
  return -1;
}

const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** Index of the end of the line that holds `at`. */
function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end += 1;
  return end;
}

/** Text of single-byte characters: the seal is plain ASCII whatever the rest is written in. */
function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * Finds the signature of a Berlinger text file. A signature without a public key, or one that is
 * not hexadecimal, comes back as it stands: verifying it will fail. So does one with text below it,
 * which nothing signs: it comes back without its digits.
 */
export function sealTextOf(bytes: Uint8Array): SealText {
  const at = lastMark(bytes);
  if (at < 0) return { kind: 'absent' };
  const signature = asciiOf(bytes.subarray(at + mark.length, at + 1_000));
  const below = bytes.subarray(lineEnd(bytes, at));
  const certificate = asciiOf(bytes.subarray(Math.max(0, at - 4_000), at));
  const keys = [...certificate.matchAll(/Public Key:[ \t]*(\S*)/g)];
  return {
    kind: 'present',
    signedBytes: at,
    publicKeyHex: keys.at(-1)?.[1] ?? '',
    signatureHex: below.every(isBlank)
      ? (/^[ \t]*([^\r\n]*?)\s*(?:[\r\n]|$)/.exec(signature)?.[1] ?? '')
      : '',
  };
}

/**
 * The text as the device writes it: one byte a character, lines ending in CRLF. Tells a file that
 * was only converted on the way from one that was edited. Null for text no device writes.
 */
export function deviceForm(text: string): Uint8Array | null {
  const lines = text.replaceAll(/\r?\n/g, '\r\n');
  const bytes = new Uint8Array(lines.length);
  for (let i = 0; i < lines.length; i += 1) {
    const char = lines.charCodeAt(i);
    if (char > 0xff) return null;
    bytes[i] = char;
  }
  return bytes;
}
