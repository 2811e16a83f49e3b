import { usualOpening } from '../../../../../shared/contracts/forecast-studies.ts';
import type { InputOf } from '../../../../../shared/contracts/index.ts';
import type { Scenario } from '../../forecast-state.ts';

export type Change = InputOf<'forecast.vary'>['change'];
export type ChangeKind = 'sites' | 'pace' | 'levels' | 'campaigns';

export const changeKinds: readonly ChangeKind[] = ['sites', 'pace', 'levels', 'campaigns'];

/** The numbers of every kind of change, as they stand in the dialog. */
export interface Numbers {
  readonly count: number;
  readonly opensAfter: number;
  readonly like: string;
  readonly pace: number;
  readonly triggerPlus: number;
  readonly ceilingPlus: number;
  readonly lots: number;
  readonly days: number;
  readonly kits: number;
}

export type NumberName = Exclude<keyof Numbers, 'like'>;

/** The numbers that each kind of change asks for. */
export const numbersOf: Readonly<Record<ChangeKind, readonly NumberName[]>> = {
  sites: ['count', 'opensAfter'],
  pace: ['pace'],
  levels: ['triggerPlus', 'ceilingPlus', 'lots'],
  campaigns: ['days', 'kits'],
};

export const firstNumbers = ({ sites }: Scenario): Numbers => ({
  count: 2,
  opensAfter: usualOpening.opensAfter,
  like: (sites.find(({ isClosed = false }) => !isClosed) ?? sites[0])?.id ?? '',
  pace: -20,
  triggerPlus: 1,
  ceilingPlus: 2,
  lots: 0,
  days: 30,
  kits: 0,
});

/** A change as the contracts take it. */
export function changeOf(kind: ChangeKind, numbers: Numbers): Change {
  switch (kind) {
    case 'sites':
      return {
        kind,
        count: numbers.count,
        opensAfter: numbers.opensAfter,
        like: numbers.like,
      };
    case 'pace':
      return { kind, percent: numbers.pace };
    case 'levels':
      return {
        kind,
        triggerPlus: numbers.triggerPlus,
        ceilingPlus: numbers.ceilingPlus,
        lotFactor: 1 + numbers.lots / 100,
      };
    case 'campaigns':
      return { kind, days: numbers.days, percent: numbers.kits };
  }
}

/** A name that no other has, counted on: `Base`, `Base 2`, `Base 3`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  const counted = /^(.*) (\d{1,3})$/.exec(wanted);
  const [stem, from] = counted === null ? [wanted, 1] : [counted[1] ?? '', Number(counted[2])];
  for (let next = from + 1; ; next += 1) {
    const name = `${stem} ${next}`;
    if (!taken.includes(name)) return name;
  }
}
