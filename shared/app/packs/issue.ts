import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { mostEnvelopes } from '../../domain/backup/release-challenge.ts';
import type { EventBodies } from '../../ledger/events.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { listByCode } from '../../store/queries/list-facts.ts';
import {
  freeSlots,
  isForkedDevice,
  packByCode,
  packsOfDevice,
  siteDevice,
} from '../../store/queries/pack-facts.ts';
import type { ListStratumRoom, PackFacts } from '../../store/queries/pack-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';
import { requireSealer } from '../require-sealer.ts';
import { siteRefusal } from '../site-refusal.ts';
import { fillEnvelopes } from './envelope-kits.ts';
import { packCard } from './pack-card.ts';
import { choosePackList } from './pack-lists.ts';
import type { PackList } from './pack-lists.ts';
import { packSecretJson } from './pack-secret.ts';

type Input = ParsedInputOf<'packs.issue'>;

interface TakenStratum {
  readonly stratum: ListStratumRoom;
  readonly slots: readonly { readonly position: number; readonly veil: number }[];
}

/** Slots and kits leave the study for envelopes; which kit lies where is sealed in the entry. */
export const issuePack: CommandHandler<'packs.issue'> = (context, input) => {
  const { db } = context;
  const site = placeByCode(db, input.site);
  const stopped = siteRefusal(site, input.site) ?? termsRefusal(context, input);
  if (stopped !== null || site === undefined) return err(stopped ?? unknownPlace(input.site));
  const list = choosePackList(db, input.site, input.list);
  if (!list.ok) return list;
  const mixed = cohortRefusal(context, list.value, input);
  if (mixed !== null) return err(mixed);
  const taken = takeSlots(context, list.value, input);
  if (!taken.ok) return taken;
  const kits = kitsFor(context, site, taken.value, input);
  if (!kits.ok) return kits;
  const { merkleRoot } = listByCode(db, list.value.code) as { merkleRoot: string };
  const terms = termsOf(input, list.value.code, merkleRoot, taken.value);
  const digest = packDigest(context, terms);
  const body = { ...terms, digest, kits: kits.value.flat(2).sort() };
  const master = toHex(context.ports.random.bytes(32));
  const secret = packSecretJson({ master, envelopes: kits.value });
  return ok({
    events: [
      { event: { kind: 'pack-issued', body }, secret, signature: approvedBy(context, digest) },
    ],
    value: packCard(context, factsOf(context, body, { site, cohort: list.value.cohort })),
  });
};

type Terms = Omit<EventBodies['pack-issued'], 'digest' | 'kits'>;

const termsOf = (
  input: Input,
  list: string,
  merkleRoot: string,
  taken: readonly TakenStratum[],
): Terms => ({
  pack: input.pack,
  site: input.site,
  device: input.device,
  list,
  release: input.release,
  layers: input.layers,
  validFrom: input.validFrom,
  validUntil: input.validUntil,
  merkleRoot,
  strata: taken.map(({ stratum, slots }) => ({
    key: stratum.key,
    positions: slots.map(({ position }) => position),
  })),
  ...(input.release === 'two-person' ? { people: input.people } : {}),
});

const packDigest = ({ ports }: CommandContext, terms: Terms): string =>
  toHex(ports.sha256(canonicalJson(terms as unknown as Json)));

function termsRefusal({ db, now }: CommandContext, input: Input): Refusal | null {
  if (packByCode(db, input.pack) !== undefined) {
    return refusal(
      'pack-exists',
      `There is a pack ${input.pack} already.`,
      'Give it another name.',
    );
  }
  const device = siteDevice(db, input.device);
  if (device?.site !== input.site) {
    return refusal(
      'device-unknown',
      `Machine ${input.device} is not enrolled for ${input.site}.`,
      'Enrol the machine of the site first.',
    );
  }
  if (isForkedDevice(db, input.device)) {
    return refusal(
      'device-forked',
      `The records of machine ${input.device} contradict each other: it was copied, or its file was put back.`,
      'Enrol the machine anew with a new request code; a pack for this one could be opened by both copies.',
    );
  }
  const unnamed = peopleRefusal(input);
  if (unnamed !== null) return unnamed;
  if (input.validUntil <= input.validFrom || input.validUntil <= now.instant) {
    return refusal(
      'pack-validity',
      `A pack from ${timeInWords(input.validFrom as Instant, now.offsetMinutes)} to ${timeInWords(input.validUntil as Instant, now.offsetMinutes)} cannot be used.`,
      'End its validity later than it begins, and later than now.',
    );
  }
  return null;
}

/** Two names at one computer are two people only where somebody outside of it says so. */
function peopleRefusal({ release, people }: Input): Refusal | null {
  if (release !== 'two-person') return null;
  const names = new Set(people.map((name) => name.replace(/\s+/g, ' ').toUpperCase()));
  if (names.size === people.length && names.size >= 2) return null;
  return refusal(
    'people-needed',
    names.size < people.length
      ? 'A person is named twice.'
      : 'Envelopes that two people open together need the names of at least two.',
    'Name those at the site who may open envelopes; each gets a code of their own from you.',
  );
}

/** A site opens the next envelope of a stratum; which cohort it is of must not depend on which pack is looked at first. */
function cohortRefusal(
  { db, now }: CommandContext,
  list: PackList,
  { device }: Input,
): Refusal | null {
  const other = packsOfDevice(db, device).find(
    (pack) =>
      pack.status === 'issued' && pack.validUntil >= now.instant && pack.cohort !== list.cohort,
  );
  if (other === undefined) return null;
  return refusal(
    'pack-other-cohort',
    `This machine has pack ${other.code} of ${other.cohort === null ? 'no cohort' : `cohort ${other.cohort}`}.`,
    'Close that pack first, or enrol another computer of the site for this cohort.',
  );
}

function takeSlots(
  { db }: CommandContext,
  list: PackList,
  input: Input,
): Result<readonly TakenStratum[], Refusal> {
  const unknown = input.strata.find(({ stratum }) =>
    list.strata.every(({ key }) => key !== stratum),
  );
  if (unknown !== undefined) {
    return err(
      refusal(
        'stratum-unknown',
        `List ${list.code} has no stratum "${unknown.stratum}" for ${input.site}.`,
        `Its strata are: ${list.strata.map(({ key }) => key).join(', ')}.`,
      ),
    );
  }
  const taken = list.strata.map((stratum) => {
    const wanted = input.strata.find((one) => one.stratum === stratum.key)?.envelopes;
    const count = wanted ?? input.envelopesPerStratum;
    return { stratum, count, slots: freeSlots(db, stratum.id, count) };
  });
  const short = taken.filter(({ count, slots }) => slots.length < count);
  if (short.length > 0) return err(tooFewSlots(list.code, short));
  const total = taken.reduce((sum, { count }) => sum + count, 0);
  if (total < 1 || total > mostEnvelopes) {
    return err(
      refusal(
        'pack-size',
        `${total} envelopes make no pack.`,
        `Ask for 1 to ${mostEnvelopes} envelopes in all.`,
      ),
    );
  }
  return ok(taken.filter(({ count }) => count > 0));
}

const tooFewSlots = (
  list: string,
  short: readonly (TakenStratum & { readonly count: number })[],
): Refusal =>
  refusal(
    'stratum-exhausted',
    `List ${list} has too few free slots in ${short.length} of the strata; nothing was reserved.`,
    'Ask for fewer envelopes, or have the list extended.',
    short.map(
      ({ stratum, count, slots }) => `${stratum.words}: ${slots.length} free, ${count} wanted`,
    ),
  );

function kitsFor(
  context: CommandContext,
  site: PlaceFacts,
  taken: readonly TakenStratum[],
  input: Input,
) {
  const sealer = requireSealer(context);
  const { definition } = currentDefinition(context.db);
  const arms = taken.flatMap(({ stratum, slots }) =>
    slots.map(({ position, veil }) => veil ^ sealer.veilByte(stratum.nonce, position - 1)),
  );
  const visit = definition.visits.find(({ isRandomization }) => isRandomization)?.id as string;
  const until = { ...context.now, instant: input.validUntil as Instant };
  return fillEnvelopes(context, { definition, site, visit, arms, layers: input.layers, until });
}

const factsOf = (
  { now }: CommandContext,
  body: EventBodies['pack-issued'],
  { site, cohort }: { readonly site: PlaceFacts; readonly cohort: string | null },
): PackFacts => ({
  id: 0,
  code: body.pack,
  entry: 0,
  site: body.site,
  siteName: site.name,
  device: body.device,
  list: body.list,
  listId: 0,
  cohort,
  release: body.release,
  layers: body.layers,
  validFrom: body.validFrom,
  validUntil: body.validUntil,
  issuedAt: now.instant,
  merkleRoot: body.merkleRoot,
  digest: body.digest,
  status: 'issued',
  statusAt: now.instant,
  envelopes: body.strata.reduce((sum, { positions }) => sum + positions.length, 0),
  used: 0,
  returned: 0,
  kits: body.kits.length,
});
