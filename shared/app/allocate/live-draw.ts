import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { armOfDraw, liveProbabilities } from '../../engine/randomization/live-allocation.ts';
import type { LockedList } from '../../store/queries/allocation-facts.ts';
import { isSameWriter } from '../../store/queries/live-facts.ts';
import type { CommandContext } from '../handlers.ts';
import { pickForVisit } from '../kit-pick/pick-for-visit.ts';
import { tieSource } from '../kit-pick/tie-source.ts';
import type { Pick } from '../kit-pick/pick-kits.ts';
import { armCounts } from '../live-scheme/arm-counts.ts';
import type { ArmCounts } from '../live-scheme/arm-counts.ts';
import { encodeDraw } from '../live-scheme/live-record.ts';
import { liveSchemeOf, schemeSecretOf } from '../live-scheme/scheme-secret.ts';
import { captureLevels, levelsOfKey } from '../live-scheme/subject-levels.ts';
import type { RandomSource } from '../ports.ts';
import { requireSealer } from '../require-sealer.ts';
import { newNonce } from '../veil.ts';
import type { Assignment, Wanted } from './wanted.ts';

/** Draws the arm from the balance at the subject's levels; counts, probabilities and draw are sealed with it. */
export function drawLive(
  context: CommandContext,
  list: LockedList,
  wanted: Wanted,
): Result<Assignment, Refusal> {
  const { definition, site } = wanted;
  const captured = captureLevels(definition, list.stratifyBy, {
    site: site.code,
    values: wanted.factors,
    randomizationDay: localDay(context.now.instant, site.zone),
  });
  if (!captured.ok) return captured;
  const { key, words } = captured.value;
  const sealer = requireSealer(context);
  const { specification } = schemeSecretOf(context.db, sealer, list.entry);
  const scheme = liveSchemeOf(specification);
  if (!scheme.ok) return scheme;
  const parts = { id: list.id, parts: list.stratifyBy };
  const balance = armCounts({ db: context.db, sealer }, parts, specification.arms.length);
  const counts = balance.counts.at(levelsOfKey(list.stratifyBy, key));
  const probabilities = liveProbabilities(scheme.value, counts);
  const picks = picksOfPossibleArms(context, wanted, probabilities);
  if (!picks.ok) return picks;
  const draw = draw53(context.ports.random);
  const arm = armOfDraw(probabilities, draw);
  const nonce = veilNonce(context, balance);
  const position = balance.subjects + 1;
  const veil = (sealer.veilByte(nonce, position - 1) ^ arm).toString(16).padStart(2, '0');
  return ok({
    arm,
    pick: picks.value.get(arm) as Pick,
    body: { list: list.code, stratum: key, position, live: { words, nonce, veil } },
    secret: { live: encodeDraw({ counts, probabilities, draw }) },
  });
}

/**
 * Kits for every arm that may be drawn, before the draw. Were only the drawn arm looked up, an arm out
 * of stock would refuse and the next attempt draw anew: the stock would choose the arm.
 */
function picksOfPossibleArms(
  context: CommandContext,
  { definition, site, visit }: Wanted,
  probabilities: readonly number[],
): Result<ReadonlyMap<number, Pick>, Refusal> {
  const source = tieSource(context);
  const picks = new Map<number, Pick>();
  for (const [arm, probability] of probabilities.entries()) {
    if (!(probability > 0)) continue;
    const pick = pickForVisit(source, { definition, site, arm, visit, now: context.now });
    if (!pick.ok) return pick;
    picks.set(arm, pick.value);
  }
  return ok(picks);
}

/**
 * One nonce serves a list as long as one machine goes on in one epoch, each subject at a position of its own.
 * After a restore the positions begin again at an earlier subject, so a new one is drawn.
 */
function veilNonce({ db, ports }: CommandContext, { latest }: ArmCounts): string {
  const goesOn = latest !== undefined && isSameWriter(db, latest.entry);
  return goesOn ? latest.nonce : newNonce(ports.random);
}

/** A uniform whole number below 2^53 from the operating system: 27 bits of one word, 26 of the next. */
function draw53(random: RandomSource): number {
  const bytes = random.bytes(8);
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (words.getUint32(0) >>> 5) * 2 ** 26 + (words.getUint32(4) >>> 6);
}
