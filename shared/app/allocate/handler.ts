import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { sitesHoldKeys } from '../../domain/study/emergency-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import {
  countSubjects,
  knownSubjectCode,
  placeByCode,
  subjectByCode,
} from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { breakKeyOf, sealEnvelope } from '../code-break/envelope.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import type { Decided } from '../record.ts';
import { requireSealer } from '../require-sealer.ts';
import { screeningRefusal } from '../screen/handlers.ts';
import { siteRefusal } from '../site-refusal.ts';
import { clearUnits } from '../accountability/clear-units.ts';
import { assign } from './assignment.ts';
import { gateRefusal } from './gates.ts';
import { offlineRefusal } from './offline-record.ts';
import type { Assignment } from './wanted.ts';

/** Gates → strata → next slot of the list, or a draw → kits → one record. A refusal consumes nothing. */
export const allocate: CommandHandler<'subjects.allocate'> = (context, input) => {
  const { definition } = currentDefinition(context.db);
  const site = placeByCode(context.db, input.site);
  const stopped = stoppedBy(context, input, definition, site);
  if (stopped !== null || site === undefined) return err(stopped as Refusal);
  const visit = definition.visits.find(({ isRandomization }) => isRandomization)?.id as string;
  const assigned = assign(context, {
    definition,
    site,
    factors: input.factors,
    visit,
    cohort: input.cohort,
  });
  if (!assigned.ok) return assigned;
  const { pick } = assigned.value;
  const randomizationNumber = `R${String(countSubjects(context.db) + 1).padStart(5, '0')}`;
  const numbers = pick.kits.map(({ number }) => number).sort();
  const units = clearUnits(context, definition, visit, numbers);
  const sealed = sealedFor(context, definition, input, assigned.value.arm);
  const event = randomized(
    { ...input, factors: knownFactors(definition, input.factors) },
    { randomizationNumber, visit, ...units, ...sealed },
    assigned.value,
  );
  return ok({
    events: [event],
    value: {
      subject: input.subject,
      site: input.site,
      randomizationNumber,
      at: context.now.instant,
      offsetMinutes: context.now.offsetMinutes,
      visit,
      ...answerOf(definition, assigned.value),
    },
  });
};

/** What stands against this subject before anything is drawn. */
const stoppedBy = (
  context: CommandContext,
  input: ParsedInputOf<'subjects.allocate'>,
  definition: StudyDefinition,
  site: ReturnType<typeof placeByCode>,
): Refusal | null =>
  siteRefusal(site, input.site) ??
  subjectRefusal(context, input.subject) ??
  offlineRefusal(context.db, input.subject) ??
  screeningRefusal(context.db, input) ??
  gateRefusal(definition, input, context.now);

/** What the reply says of the assignment. */
const answerOf = (definition: StudyDefinition, { arm, pick }: Assignment) => ({
  kits: pick.kits.map(({ number, lot, expiry }) => ({ number, lot, expiry })),
  arm: definition.arms[arm]?.name ?? null,
  because: [...pick.because],
});

/** The arm under the subject's own key, where people at the site may break the code. */
function sealedFor(
  context: CommandContext,
  definition: StudyDefinition,
  of: { readonly site: string; readonly subject: string },
  arm: number,
): { readonly breakEnvelope?: string } {
  if (!sitesHoldKeys(definition)) return {};
  const key = breakKeyOf(requireSealer(context), of.site);
  return { breakEnvelope: sealEnvelope(context.ports, key, of, arm) };
}

/** The record: everything but the arm, what led to it, and why each kit, is in clear. */
const randomized = (
  { subject, site, consent, gates, factors }: ParsedInputOf<'subjects.allocate'>,
  given: {
    readonly randomizationNumber: string;
    readonly visit: string;
    readonly units?: readonly number[];
    readonly breakEnvelope?: string;
  },
  { arm, pick, body, secret }: Assignment,
): Decided => {
  // By number: the order of the definition would name the kit that carries the arm.
  const kits = pick.kits.map(({ number }) => number).sort();
  return {
    event: {
      kind: 'subject-randomized',
      body: { subject, site, ...given, ...body, kits, consent, gates, factors },
    },
    secret: { ...secret, arm, because: pick.because.map((line) => ({ ...line })) },
  };
};

function subjectRefusal(context: CommandContext, subject: string): Refusal | null {
  const code = knownSubjectCode(context.db, subject);
  const known = code === undefined ? undefined : subjectByCode(context.db, code);
  if (known === undefined) return null;
  return refusal(
    'subject-already-randomized',
    `Subject ${code} was randomized at ${known.site} on ${known.randomizedAt} as ${known.randomizationNumber}.`,
    'Open the subject to dispense a later visit; a rescreened person gets a new subject number.',
  );
}

/** Values by factor as captured, frozen with the allocation; the stratum key holds the levels. */
const knownFactors = (
  definition: StudyDefinition,
  factors: { readonly [factor: string]: string },
): { readonly [factor: string]: string } =>
  Object.fromEntries(
    definition.factors.flatMap(({ id }) =>
      Object.hasOwn(factors, id) ? [[id, factors[id] as string]] : [],
    ),
  );
