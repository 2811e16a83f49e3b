import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SiteClock } from '../../shared/domain/backup/pack-terms.ts';

/** Linux names each run of the machine; elsewhere the run of this program stands for it. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomUUID();
  }
}

const boot = bootId();

/** Milliseconds of a clock that nobody can set, and the run of the machine in which it counts. */
export const uptime = (): SiteClock => ({
  boot,
  monotonicMs: Number(process.hrtime.bigint() / 1_000_000n),
});
