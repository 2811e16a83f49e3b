import { unzipSync } from 'fflate';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { pdfText } from './pdf-text.ts';

/** Base64 that holds a file or a long secret; short words of letters are left alone. */
const packed = /"([A-Za-z0-9+/]{64,}={0,2})"/g;

/** Parts of an evidence pack that hold the protocol, which names its arms to everybody. */
const protocolParts: readonly string[] = ['study/definition.yaml', 'study/configuration.json'];

/** A file as text: pages of a PDF and parts of an archive are unpacked. */
export function fileText(bytes: Buffer): string {
  if (bytes.subarray(0, 4).toString('latin1') === '%PDF') return `PDF\n${pdfText(bytes)}`;
  if (bytes.readUInt16BE(0) !== 0x504b) return bytes.toString('utf8');
  const parts = Object.entries(unzipSync(bytes));
  return parts
    .map(([name, part]) => {
      const isProtocol = protocolParts.includes(name);
      return `${name}\n${isProtocol ? '<protocol>' : partText(Buffer.from(part))}`;
    })
    .join('\n');
}

/** A part of an archive; of a picture or a font its length. */
function partText(part: Buffer): string {
  const text = part.length < 4 ? '' : fileText(part);
  return isText(text) ? text : `${part.length} bytes`;
}

const isText = (text: string): boolean => !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);

/** A reply with the files in it unpacked, so that what stands in them is seen. */
export const unpacked = (reply: string): string =>
  reply.replace(packed, (whole, base64: string) => {
    const bytes = Buffer.from(base64, 'base64');
    const text = fileText(bytes);
    return isText(text) ? `"file of ${text}"` : whole;
  });

/**
 * The same text without what differs between any two studies: folders, ids, keys and digests. Their lengths stay.
 * A digest covers the arms, salted, and so must differ; nothing shorter than 16 hexadecimal digits is taken for one.
 */
export const withoutNoise = (text: string, folder: string): string =>
  text
    .replaceAll(folder, '<folder>')
    // A part of a record that stands whole beside its parts: a checksum, its place, a piece.
    .replace(
      /"CQ1\.\w{8}\.(\d+\/\d+)\.\w{8}\.((?:[^"\\]|\\.)*)"/g,
      (_, place, piece) => `<part ${place}: ${piece.length}>`,
    )
    .replace(/(?:[0-9a-f]{8}[ -]){7}[0-9a-f]{8}/g, '<64 hex>')
    .replace(/[A-Za-z0-9+/_-]{40,}={0,2}/g, (one) => `<${one.length} base64>`)
    .replace(/[0-9a-fA-F]{16,}/g, (one) => `<${one.length} hex>`)
    .replace(/(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}/g, '<fingerprint>')
    // One byte a kit or subject, under the key to the arms.
    .replace(/(\\*"veil\\*":\\*")([0-9a-f]*)/g, (_, name, veil) => `${name}<${veil.length} hex>`)
    .replace(/"milliseconds":(\s*)\d+/g, '"milliseconds":$10')
    // A paper with a digest in it is as long as that packs.
    .replace(/(\\*"bytes\\*":\s*)\d+(?=,\s*\\*"(?:path\\*":\s*\\*"[^"\\]*\.pdf|digest"))/g, '$10')
    // Whether the program on this machine is as it was built is no business of the study.
    .replace(/\{\\*"group\\*":\\*"program\\*"[^}]*\}/g, '<program>')
    .replace(/checkpoint at entry \d+/g, 'checkpoint at entry 0');

/**
 * The protocol names its arms to everybody, in the answer about the study and in the entries that defined it; what
 * stands beside it is left.
 */
export function withoutProtocol(name: ProcedureName, text: string): string {
  if (name === 'study.get') return text.replace(/"definition":.*,(?="versions":)/s, '<protocol>,');
  return text
    .split('\n')
    .map((line) => (/"kind.{1,5}study-(?:defined|amended)/.test(line) ? '<protocol>' : line))
    .join('\n');
}
