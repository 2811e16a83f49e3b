/** What a person types to open a backup. */
export interface RestoreForm {
  readonly backup: string;
  readonly user: string;
  readonly passphrase: string;
  /** One checkpoint a line. */
  readonly witnessed: string;
}

export interface Witnessed {
  readonly entries: number;
  readonly head: string;
}

/** The checkpoints of a text, or the number of the first line that is none. */
export function readWitnessed(text: string): readonly Witnessed[] | number {
  const found: Witnessed[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, entries, head] = /^\s*(\d{1,9})\s+([0-9a-f]{64})\s*$/i.exec(line) ?? [];
    if (entries === undefined || head === undefined) return index + 1;
    found.push({ entries: Number(entries), head: head.toLowerCase() });
  }
  return found;
}
