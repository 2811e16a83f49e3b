import type { Refusal } from '../../../base/refusal.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Findings } from './findings.ts';
import type { Draft } from './draft.ts';
import { noOffset } from './stamp.ts';
import { fixedZone, zoneTable } from './zone.ts';
import type { ZoneTable } from './zone.ts';

interface OffsetsSeen {
  readonly written: number;
  readonly unwritten: number;
  readonly first: number;
}

function offsetsSeen(draft: Draft): OffsetsSeen {
  let [written, unwritten, first] = [0, 0, noOffset];
  for (let i = 0; i < draft.count; i += 1) {
    const offset = draft.offset[i] as number;
    if (offset === noOffset) unwritten += 1;
    else {
      written += 1;
      if (first === noOffset) first = offset;
    }
  }
  return { written, unwritten, first };
}

function bounds(draft: Draft): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < draft.count; i += 1) {
    low = Math.min(low, draft.wall[i] as number);
    high = Math.max(high, draft.wall[i] as number);
  }
  return [low, high];
}

/** The offset that the times themselves carry, or null (reported) where they carry none. */
function writtenZone(seen: OffsetsSeen, findings: Findings): ZoneTable | null {
  if (seen.written === 0) {
    findings.add(
      'zone',
      0,
      'No time zone in the file: times are local to the logger. Say which, e.g. Europe/Berlin (on the command line: --zone).',
    );
    return null;
  }
  if (seen.unwritten > 0) {
    findings.add(
      'zone',
      0,
      `${seen.unwritten} times have no UTC offset though ${seen.written} have one; they are read by the first offset of the file.`,
    );
  }
  return fixedZone(seen.first);
}

/**
 * The zone by which a draft's local times are read: what the person says, else what the file says,
 * else the offset written with the times, else none (reported). Refuses a zone that does not exist
 * when a person gave it; one that only the file names is reported and left out.
 */
export function zoneOfFile(
  draft: Draft,
  chosen: string | undefined,
  stated: string | null,
  findings: Findings,
): Result<ZoneTable | null, Refusal> {
  const [low, high] = bounds(draft);
  if (chosen !== undefined) {
    const zone = zoneTable(chosen, low, high);
    if (zone.ok && stated !== null && stated !== chosen) {
      findings.add(
        'zone',
        0,
        `The file names the zone ${stated}; ${chosen} was asked for and is used.`,
      );
    }
    return zone;
  }
  if (stated !== null) {
    const zone = zoneTable(stated, low, high);
    if (zone.ok) return zone;
    findings.add('zone', 0, `The file names a zone that is not known ("${stated.slice(0, 60)}").`);
  }
  return ok(writtenZone(offsetsSeen(draft), findings));
}
