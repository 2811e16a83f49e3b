import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { nextEnvelope, siteSubject, subjectsUnderWay } from '../../store/queries/site-facts.ts';
import type {
  SiteEnvelopeFacts,
  SitePackFacts,
  SiteSubjectFacts,
} from '../../store/queries/site-facts.ts';
import { gateRefusal } from '../allocate/gates.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';
import { noPack, packsInForce } from './packs-in-force.ts';
import { clockOfStep } from './site-clock.ts';
import { unknownSubject, wrongStep } from './site-refusals.ts';
import { allCaptured, factorsAsked, stratumAtSite } from './strata-at-site.ts';
import { subjectView } from './subject-view.ts';

/** Gates, strata, and the next envelope of the stratum: nobody chooses one. Nothing is revealed yet. */
export const beginSubject: CommandHandler<'site.begin'> = (context, input) => {
  const { db, now } = context;
  const { definition } = currentDefinition(db);
  const stopped = knownRefusal(context, input.subject) ?? gateRefusal(definition, input, now);
  if (stopped !== null) return err(stopped);
  const factors = Object.fromEntries(
    factorsAsked(context).flatMap(({ id }) =>
      Object.hasOwn(input.factors, id) ? [[id, input.factors[id] as string]] : [],
    ),
  );
  const captured = allCaptured(context, factors);
  if (!captured.ok) return captured;
  const found = findEnvelope(context, factors);
  if (!found.ok) return found;
  const { envelope } = found.value;
  const waiting = subjectsUnderWay(db).find(
    ({ state, evidence }) => state === 'begun' && evidence.stratum === envelope.stratum,
  );
  if (waiting !== undefined) return err(stratumBusy(waiting));
  const { clock, jumped } = clockOfStep(context);
  const evidence = { consent: input.consent, gates: input.gates, factors };
  const at = { subject: input.subject, pack: envelope.pack, envelope: envelope.number };
  const body = { ...at, ...evidence, stratum: envelope.stratum, clock };
  return ok({
    events: [...jumped, { event: { kind: 'site-subject-begun', body } }],
    value: subjectView(context, {
      ...at,
      state: 'begun',
      layer: 0,
      kits: [],
      treatment: null,
      evidence: { ...evidence, stratum: envelope.stratum },
      at: now.instant,
      offsetMinutes: now.offsetMinutes,
    }),
  });
};

function knownRefusal({ db, now }: CommandContext, subject: string): Refusal | null {
  const known = siteSubject(db, subject);
  if (known === undefined) return null;
  return refusal(
    'subject-already-randomized',
    `Subject ${known.subject} was begun here on ${timeInWords(known.at as Instant, now.offsetMinutes)} with envelope ${known.envelope}.`,
    'Go on with that envelope; a rescreened person gets a new subject number.',
  );
}

interface Found {
  readonly pack: SitePackFacts;
  readonly envelope: SiteEnvelopeFacts;
}

function findEnvelope(
  context: CommandContext,
  factors: Readonly<Record<string, string>>,
): Result<Found, Refusal> {
  const packs = packsInForce(context);
  if (packs.length === 0) return err(noPack(context));
  let stratum: string | null = null;
  const unfit: string[] = [];
  for (const pack of packs) {
    const captured = stratumAtSite(context, pack, factors);
    if (!captured.ok) {
      unfit.push(`${pack.code}: ${captured.error.message}`);
      continue;
    }
    stratum = captured.value.key;
    const envelope = nextEnvelope(context.db, pack.code, stratum);
    if (envelope !== undefined) return ok({ pack, envelope });
  }
  return err(stratum === null ? earlierDefinition(unfit) : noEnvelope(stratum, unfit));
}

const noEnvelope = (stratum: string, unfit: readonly string[]): Refusal =>
  refusal(
    'no-envelope',
    `No sealed envelope is left for stratum ${stratum}.`,
    'Ask the pharmacist of the study for another pack; the subject was not randomized.',
    unfit,
  );

/** The study was amended since: what may be captured now does not say which of the old envelopes is the subject's. */
const earlierDefinition = (unfit: readonly string[]): Refusal =>
  refusal(
    'pack-earlier-definition',
    'The envelopes that are left are of an earlier version of the study, which does not know these values.',
    'Ask the pharmacist of the study for a pack of the present version; the subject was not randomized.',
    unfit,
  );

const stratumBusy = (waiting: SiteSubjectFacts): Refusal =>
  refusal(
    'stratum-busy',
    `Subject ${waiting.subject} of the same stratum is begun and its envelope is not open.`,
    'Open that envelope, or take that subject back first: envelopes are opened in their order.',
  );

/** Takes a subject back whose envelope is still sealed. */
export const cancelSubject: CommandHandler<'site.cancel'> = (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  if (subject === undefined) return err(unknownSubject(input.subject));
  if (subject.state !== 'begun') {
    return err(wrongStep(subject, 'An opened envelope cannot be closed again; confirm its kits.'));
  }
  const { clock, jumped } = clockOfStep(context);
  const body = { subject: subject.subject, clock };
  return ok({
    events: [...jumped, { event: { kind: 'site-subject-cancelled', body }, reason: input.reason }],
    value: {},
  });
};
