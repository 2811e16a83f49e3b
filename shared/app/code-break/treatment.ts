import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { BrokenCode } from '../../contracts/code-break.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { envelopeOf } from '../../store/queries/break-envelopes.ts';
import type { CommandContext } from '../handlers.ts';
import type { BreakTarget } from './backup-target.ts';
import { openEnvelope } from './envelope.ts';
import { damagedEnvelope } from './obstacle.ts';

/**
 * Position of the subject's arm: from the slot for who holds the unblinding key, else from the sealed treatment,
 * which opens this subject and no other.
 */
export function armOfSubject(
  { db, sealer, ports, breakKeys }: CommandContext,
  definition: StudyDefinition,
  subject: BreakTarget,
): Result<number, Refusal> {
  if (sealer !== null) {
    return ok(subject.veil ^ sealer.veilByte(subject.nonce, subject.position - 1));
  }
  const key = breakKeys?.(subject.siteCode) ?? null;
  const envelope = envelopeOf(db, subject.id);
  const of = { site: subject.siteCode, subject: subject.code };
  const arm =
    key === null || envelope === undefined ? null : openEnvelope(ports, key, of, envelope);
  key?.fill(0);
  return arm === null || definition.arms[arm] === undefined
    ? err(damagedEnvelope(definition, subject.code))
    : ok(arm);
}

/** What a physician needs to know: the arm, and the products that its kits hold. */
export function treatmentOf(
  { arms, visitKits, kitTypes }: StudyDefinition,
  arm: number,
): NonNullable<BrokenCode['treatment']> {
  const found = arms[arm];
  if (found === undefined) throw new Error(`the study has no arm at ${arm}`);
  const given = new Set(
    visitKits
      .filter((row) => row.arm === found.id)
      .flatMap(({ kits }) => kits.map(({ kitType }) => kitType)),
  );
  const products = kitTypes
    .filter(({ id }) => given.has(id))
    .map(({ name, storage }) => ({ name, storage }));
  return { arm: found.name, products };
}
