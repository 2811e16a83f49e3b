import type { PackFault } from './pack-format.ts';

/** One thing that was checked of a pack. */
export interface PackCheck {
  readonly check: 'manifest' | 'files' | 'chain' | 'signer' | 'fingerprint';
  readonly passed: boolean;
  readonly detail: string;
}

/** What a verification of a pack found. */
export interface PackVerdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly files: number;
  readonly signaturesChecked: number;
  readonly head: string;
  readonly fingerprint: string;
  readonly checks: readonly PackCheck[];
  /** The first thing that is wrong, or null. */
  readonly firstBad: PackFault | null;
}

/** `data/trail-00001.js, line 7, entry 6: …` */
export const faultInWords = ({ file, line, entry, problem }: PackFault): string =>
  [
    [
      file,
      ...(line === null ? [] : [`line ${line}`]),
      ...(entry === null ? [] : [`entry ${entry}`]),
    ].join(', '),
    problem,
  ].join(': ');
