import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { deviceForm, sealTextOf } from '../../engine/parsing/logger/berlinger/seal.ts';
import { Findings } from '../../engine/parsing/logger/findings.ts';
import type { LoggerFile } from '../../engine/parsing/logger/logger-file.ts';
import { loggerText } from '../../engine/parsing/logger/logger-text.ts';
import { readLoggerText, readLoggerWorkbook } from '../../engine/parsing/logger/read-logger.ts';
import type { Sheet } from '../../engine/parsing/logger/rows.ts';
import type { ReadingChoices } from '../../engine/parsing/logger/table-layout.ts';

export type SignatureVerdict = 'authentic' | 'altered' | 'unsigned';

/** ECDSA as the host provides it; see `electron/node/logger-signature.ts`. */
export interface SealVerifier {
  isAuthentic(
    message: Uint8Array,
    seal: { readonly publicKeyHex: string; readonly signatureHex: string },
  ): boolean;
}

/** A logger's file as the host hands it over: bytes of a text, or the sheets of a workbook. */
export type LoggerSource =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'workbook'; readonly sheets: readonly Sheet[] };

export interface InspectedLogger {
  readonly file: LoggerFile;
  readonly signature: SignatureVerdict;
}

/** Line of the file in which the byte stands. */
function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let i = 0; i < end; i += 1) if (bytes[i] === 0x0a) line += 1;
  return line;
}

const isBerlinger = (file: LoggerFile): boolean => file.format.startsWith('berlinger');

/** True when the seal fits once the text is written as the device writes it. */
function fitsDeviceForm(text: string, verifier: SealVerifier): boolean {
  const bytes = deviceForm(text);
  const seal = bytes === null ? null : sealTextOf(bytes);
  if (bytes === null || seal?.kind !== 'present') return false;
  return verifier.isAuthentic(bytes.subarray(0, seal.signedBytes), seal);
}

function signatureOf(
  bytes: Uint8Array,
  text: string,
  verifier: SealVerifier,
  findings: Findings,
): SignatureVerdict {
  const seal = sealTextOf(bytes);
  if (seal.kind === 'absent' && !/^Sig:/m.test(text)) {
    findings.add(
      'signature',
      lineAt(bytes, bytes.length),
      'The file ends without a signature (Sig:), which this make writes: it may be cut off.',
    );
    return 'unsigned';
  }
  const isPresent = seal.kind === 'present';
  if (isPresent && verifier.isAuthentic(bytes.subarray(0, seal.signedBytes), seal)) {
    return 'authentic';
  }
  findings.add(
    'signature',
    isPresent ? lineAt(bytes, seal.signedBytes) : 0,
    fitsDeviceForm(text, verifier)
      ? 'The signature does not fit the file as it is, but does once encoding and line ends are as the logger writes them: only those were converted. Get the original file.'
      : 'The signature does not fit: the file was changed after the logger wrote it. Read the logger out again.',
  );
  return 'altered';
}

/**
 * Reads a logger's file and, for the makes that sign, verifies who wrote it. An altered file is
 * still read, so that a person can see what it says; the verdict stands beside it.
 */
export function inspectLogger(
  source: LoggerSource,
  choices: ReadingChoices,
  verifier: SealVerifier,
): Result<InspectedLogger, Refusal> {
  const findings = new Findings();
  if (source.kind === 'workbook') {
    const read = readLoggerWorkbook(source.sheets, choices, findings);
    return read.ok ? ok({ file: read.value, signature: 'unsigned' }) : read;
  }
  const text = loggerText(source.bytes, findings);
  if (!text.ok) return text;
  const read = readLoggerText(text.value, choices, findings);
  if (!read.ok) return read;
  if (!isBerlinger(read.value)) return ok({ file: read.value, signature: 'unsigned' });
  const signature = signatureOf(source.bytes, text.value, verifier, findings);
  return ok({ file: { ...read.value, warnings: findings.list() }, signature });
}
