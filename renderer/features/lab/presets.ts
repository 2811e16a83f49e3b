/** A procedure with its parameters as typed. */
export interface Candidate {
  readonly procedure: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const of = (procedure: string, parameters: Readonly<Record<string, string>> = {}): Candidate => ({
  procedure,
  parameters,
});

/** Candidates that people commonly compare. */
export const presets = {
  /** Restricted procedures with a largest tolerated imbalance of about 3, two arms 1:1. */
  common: [
    of('pbd', { block: '4' }),
    of('pbd', { blocks: '4,6,8' }),
    of('bsd', { mti: '3' }),
    of('bud', { lambda: '3' }),
    of('mp', { mti: '3' }),
    of('crd'),
  ],
  sameTolerance: [
    of('pbd', { block: '6' }),
    of('bsd', { mti: '3' }),
    of('bcdwit', { p: '0.67', mti: '3' }),
    of('eud', { b: '3' }),
    of('bud', { lambda: '3' }),
    of('mp', { mti: '3' }),
  ],
  coins: [
    of('crd'),
    of('bcd', { p: '0.67' }),
    of('abcd', { a: '2' }),
    of('gbcd', { gamma: '2' }),
    of('wei', { alpha: '0', beta: '1' }),
  ],
  blocks: [
    of('pbd', { block: '2' }),
    of('pbd', { block: '4' }),
    of('pbd', { block: '6' }),
    of('pbd', { block: '8' }),
    of('pbd', { blocks: '4,6' }),
    of('pbd', { blocks: '4,6,8' }),
  ],
} as const satisfies Readonly<Record<string, readonly Candidate[]>>;

export type PresetName = keyof typeof presets;

export const firstPreset = presets.common.slice(0, 4);

export const presetNames = Object.keys(presets) as readonly PresetName[];

/** Values that a procedure starts with when it is chosen. */
const starts: Readonly<Record<string, Candidate['parameters']>> = {
  pbd: { block: '4' },
  bcd: { p: '0.67' },
  abcd: { a: '2' },
  gbcd: { gamma: '2' },
  bsd: { mti: '3' },
  bcdwit: { p: '0.67', mti: '3' },
  eud: { b: '3' },
  bud: { lambda: '3' },
  wei: { alpha: '0', beta: '1' },
  mp: { mti: '3' },
  dbr: { limits: '3' },
  minimization: { p: '0.8', measure: 'range', factors: 'sex:1,age:1' },
};

export const startOf = (procedure: string): Candidate => of(procedure, starts[procedure] ?? {});

/** These take what each subject brings: a list made beforehand cannot follow them. */
const dynamic: ReadonlySet<string> = new Set(['dbr', 'minimization', 'zelen']);

export const canMakeList = (procedure: string): boolean => !dynamic.has(procedure);
