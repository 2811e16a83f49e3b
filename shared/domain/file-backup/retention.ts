import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';

/** How many backups stay: the latest ones, and the last of each day, week and month that has any. */
export interface KeepRule {
  readonly last: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** A verified backup that is there; `madeAt` is UTC text. */
export interface KeptMoment {
  readonly code: string;
  readonly madeAt: string;
}

export type KeepReason = keyof KeepRule;

const dayOf = (at: string): number => epochDayOf(at.slice(0, 10) as IsoDate);

/** Day 0 of the epoch was a Thursday; weeks begin on Monday. */
const spans: Readonly<Record<Exclude<KeepReason, 'last'>, (at: string) => string>> = {
  daily: (at) => at.slice(0, 10),
  weekly: (at) => String(Math.floor((dayOf(at) + 3) / 7)),
  monthly: (at) => at.slice(0, 7),
};

/** The newest of each of the newest `count` spans; newest first. */
function newestOfEach(
  backups: readonly KeptMoment[],
  span: (at: string) => string,
  count: number,
): readonly KeptMoment[] {
  const seen = new Set<string>();
  return backups.filter(({ madeAt }) => {
    const name = span(madeAt);
    if (seen.has(name) || seen.size >= count) return false;
    seen.add(name);
    return true;
  });
}

/**
 * Which backups stay and why; one that is not named may be deleted. The newest always stays, whatever the rule says.
 * Days, weeks and months are those of UTC.
 * `backups`: newest first by the trail, because a clock may have been ahead when some of them were made.
 */
export function keptBackups(
  backups: readonly KeptMoment[],
  rule: KeepRule,
): ReadonlyMap<string, readonly KeepReason[]> {
  const kept = new Map<string, KeepReason[]>();
  const keep = (reason: KeepReason, moments: readonly KeptMoment[]): void => {
    for (const { code } of moments) kept.set(code, [...(kept.get(code) ?? []), reason]);
  };
  keep('last', backups.slice(0, Math.max(1, rule.last)));
  for (const reason of ['daily', 'weekly', 'monthly'] as const) {
    keep(reason, newestOfEach(backups, spans[reason], rule[reason]));
  }
  return kept;
}
