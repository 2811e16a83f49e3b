import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { StorageProfileInput, StoredProfile } from '../../contracts/cold-chain-parts.ts';
import { judge, remainingSeconds } from '../../engine/temperature/excursion-tier.ts';
import { budgetUse } from '../../engine/temperature/stability-budget.ts';
import { checkProfile, exampleProfiles } from '../../engine/temperature/stability-profile.ts';
import { kitsWithLegs } from '../../store/queries/kit-legs.ts';
import { countByLot } from '../../store/queries/kit-counts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler, QueryHandler } from '../handlers.ts';
import { LegReader } from './kit-life.ts';
import { currentProfiles, profileForLot } from './profiles.ts';

const lotsOf = (db: SqlDatabase): readonly string[] => countByLot(db, null).map(({ lot }) => lot);

/** A lot has one profile, and only one profile is for all other lots. */
function clash(
  db: SqlDatabase,
  profile: StorageProfileInput,
  others: readonly StoredProfile[],
): Refusal | null {
  if (profile.lots === null) {
    const other = others.find(({ lots }) => lots === null);
    return other === undefined
      ? null
      : refusal(
          'profile-for-all-lots-taken',
          `Profile ${other.profile} is already for every lot that no other profile names.`,
          `Name the lots that ${profile.profile} is for, or sign a new version of ${other.profile}.`,
        );
  }
  const known = new Set(lotsOf(db));
  const unknown = profile.lots.filter((lot) => !known.has(lot));
  if (unknown.length > 0) {
    return refusal(
      'lot-unknown',
      `The study has no lot ${unknown.slice(0, 5).join(', ')}.`,
      'Register the lot first, or correct its name.',
    );
  }
  const taken = others.find(({ lots }) => profile.lots?.some((lot) => lots?.includes(lot)));
  if (taken === undefined) return null;
  return refusal(
    'lot-has-profile',
    `Profile ${taken.profile} already names one of these lots.`,
    'A lot has one profile: take it out of the other one first.',
  );
}

/** What is left of every kit that the profile is for and that has a life on record. */
function rebudgeted(context: CommandContext, profiles: readonly StoredProfile[], code: string) {
  const reader = new LegReader(context);
  const groups = new Map<string, { kits: string[]; remaining: number | null }>();
  for (const kit of kitsWithLegs(context.db)) {
    const profile = profileForLot(profiles, kit.lot);
    if (profile?.profile !== code) continue;
    const legs = reader.legsOf(kit.id);
    const key = legs.map(({ id }) => id).join(',');
    const known = groups.get(key);
    if (known !== undefined) {
      known.kits.push(kit.number);
      continue;
    }
    const spans = legs.map((leg) => reader.spansOf(leg, profile));
    const remaining = remainingSeconds(judge(budgetUse(spans, profile), profile));
    groups.set(key, { kits: [kit.number], remaining });
  }
  return [...groups.values()];
}

/** A new profile, or a new version of one. The signature is bound to its text. */
export const setProfile: CommandHandler<'storage.setProfile'> = (context, input) => {
  const { profile } = input;
  const sound = checkProfile(profile);
  if (!sound.ok) return sound;
  const all = currentProfiles(context.db);
  const others = all.filter((other) => other.profile !== profile.profile);
  const wrong = clash(context.db, profile, others);
  if (wrong !== null) return err(wrong);
  const version = (all.find((other) => other.profile === profile.profile)?.version ?? 0) + 1;
  const stored = { ...profile, version, setAt: context.now.instant, setBy: '' };
  const budgets = rebudgeted(context, [...others, stored], profile.profile);
  const body = profile as unknown as Json;
  const digest = toHex(context.ports.sha256(canonicalJson(body)));
  return ok({
    events: [
      {
        event: {
          kind: 'storage-profile-set',
          body: { profile: profile.profile, version, body, budgets },
        },
        reason: input.reason,
        signature: approvedBy(context, digest),
      },
    ],
    value: { version, kits: budgets.reduce((sum, { kits }) => sum + kits.length, 0) },
  });
};

const exampleNames = {
  refrigerated: 'Refrigerated, 2 to 8 °C',
  room: 'Room temperature, 15 to 25 °C',
  frozen: 'Frozen, −15 °C and below',
} as const;

/** Examples to start from; the product's own stability data decide. */
const examples = (Object.keys(exampleNames) as (keyof typeof exampleNames)[]).map((name) => ({
  profile: name,
  name: exampleNames[name],
  bands: exampleProfiles[name].bands.map((band) => ({ ...band })),
  rule: 'worst' as const,
  activationEnergy: 83.144,
  reserveSeconds: 0,
  lots: null,
}));

export const storageProfiles: QueryHandler<'storage.profiles'> = ({ db }) =>
  ok({ profiles: [...currentProfiles(db)], examples, lots: [...lotsOf(db)] });
