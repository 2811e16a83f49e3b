import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ListCard } from '../../contracts/randomization.ts';
import type { EventBodies } from '../../ledger/events.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { listEntries } from '../../store/queries/list-facts.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { listSecretOf, secretJson } from '../list-secret/list-secret.ts';
import { blockStartsOf, listFormat, makeList } from '../list-secret/make-list.ts';
import type { MadeList } from '../list-secret/make-list.ts';
import { nameTaken } from '../list-secret/name-taken.ts';
import type { Sealer } from '../ports.ts';
import { requireSealer } from '../require-sealer.ts';
import { newNonce, veilIndexes } from '../veil.ts';
import { planList } from './decide.ts';
import { fallbackRefusal } from './fallback.ts';
import type { PlannedList } from './decide.ts';

const secretLength = 32;

/** Generates a sealed list from a fresh seed. In public: strata, lengths, veiled slots, digest and Merkle root. */
export const generateListCommand: CommandHandler<'randomization.generate'> = (context, input) => {
  const taken = nameTaken(context.db, input.list);
  if (!taken.ok) return taken;
  const plan = planList(currentDefinition(context.db).definition, input);
  if (!plan.ok) return plan;
  const reserve = fallbackRefusal(context.db, plan.value.stratifyBy, input);
  if (reserve !== null) return err(reserve);
  const sealer = requireSealer(context);
  const drawn = freshSecrets(context, sealer);
  if (!drawn.ok) return drawn;
  const secret = { ...drawn.value, specification: plan.value.specification };
  const made = makeList(context.ports, secret);
  if (!made.ok) return made;
  const marks = {
    ...(input.purpose === 'reserve' ? ({ purpose: 'reserve' } as const) : {}),
    ...(input.fallback === undefined ? {} : { fallback: input.fallback }),
    ...(input.cohort === undefined ? {} : { cohort: input.cohort }),
  };
  const body = { ...publicBody(context, sealer, plan.value, made.value), ...marks };
  const blockStarts = made.value.list.strata.map(blockStartsOf);
  return ok({
    events: [
      { event: { kind: 'list-generated', body }, secret: secretJson({ ...secret, blockStarts }) },
    ],
    value: cardOf(body, context.now.instant),
  });
};

const cardOf = (body: EventBodies['list-generated'], generatedAt: string): ListCard => ({
  list: body.list,
  status: 'generated',
  procedure: body.procedure,
  strata: body.strata.length,
  slots: body.strata.reduce((sum, { slots }) => sum + slots, 0),
  used: 0,
  generatedAt,
  signatures: [],
  digest: body.digest,
  merkleRoot: body.merkleRoot,
  ...(body.purpose === undefined ? {} : { reserve: true as const }),
  ...(body.fallback === undefined ? {} : { fallback: body.fallback }),
  ...(body.cohort === undefined ? {} : { cohort: body.cohort }),
});

/** A seed that no list of this study or of this machine had: a repeat means that the random source of this machine is broken. */
function freshSecrets(
  { db, ports }: CommandContext,
  sealer: Sealer,
): Result<{ seed: string; digestSalt: string; slotSalt: string }, Refusal> {
  const draw = (): string => toHex(ports.random.bytes(secretLength));
  const seed = draw();
  const known = listEntries(db).map((entry) => listSecretOf(db, sealer, entry).seed);
  if (known.includes(seed)) return err(seedKnown('another list of this study'));
  if (!ports.claimSeed(toHex(ports.sha256(seed)))) {
    return err(seedKnown('a list of another study on this machine'));
  }
  return ok({ seed, digestSalt: draw(), slotSalt: draw() });
}

const seedKnown = (owner: string): Refusal =>
  refusal(
    'seed-known',
    `The seed that was drawn belongs to ${owner}; nothing was generated.`,
    'Have the random source of this machine checked before you generate a list on it.',
  );

function publicBody(
  { ports }: CommandContext,
  sealer: Sealer,
  plan: PlannedList,
  made: MadeList,
): EventBodies['list-generated'] {
  const { specification } = plan;
  return {
    list: specification.list,
    procedure: specification.procedure,
    stratifyBy: plan.stratifyBy,
    strata: made.list.strata.map(({ arm }, i) => {
      const { key, inWords } = plan.strata[i] as PlannedList['strata'][number];
      const nonce = newNonce(ports.random);
      return {
        key,
        words: inWords,
        slots: arm.length,
        nonce,
        veil: veilIndexes(sealer, nonce, arm),
      };
    }),
    digest: made.digest,
    merkleRoot: made.merkleRoot,
    engine: listFormat,
  };
}
