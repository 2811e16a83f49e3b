import { clockJumpMs } from '../../domain/backup/clock-jump.ts';
import { tolerableSkewMs } from '../../domain/backup/pack-terms.ts';
import type { SiteClock } from '../../domain/backup/pack-terms.ts';
import { lastClock } from '../../store/queries/site-facts.ts';
import type { CommandContext } from '../handlers.ts';
import type { Decided } from '../record.ts';

/** The clocks of this step, and the entry of a jump when the wall clock was moved since the last one. */
export function clockOfStep({ db, ports, now }: CommandContext): {
  readonly clock: SiteClock;
  readonly jumped: readonly Decided[];
} {
  const clock = ports.uptime();
  const before = lastClock(db);
  const byMs = before === undefined ? 0 : clockJumpMs(before, { at: now.instant, ...clock });
  if (Math.abs(byMs) <= tolerableSkewMs) return { clock, jumped: [] };
  return {
    clock,
    jumped: [{ event: { kind: 'site-clock-jumped', body: { byMs: Math.round(byMs), clock } } }],
  };
}
