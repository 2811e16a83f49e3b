import { err, ok } from '../../base/result.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import {
  allPacks,
  envelopesOf,
  freeKitsAt,
  packByCode,
  peopleOfPack,
  releasesOf,
} from '../../store/queries/pack-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import { personCode } from '../backup-keys/person-codes.ts';
import type { QueryHandler } from '../handlers.ts';
import { requireSealer } from '../require-sealer.ts';
import { consoleFingerprint } from './device-request.ts';
import { devicesOfSite } from './enrol.ts';
import { packCard } from './pack-card.ts';
import { publicKeyOf } from './pack-file.ts';
import { packLists } from './pack-lists.ts';
import { unknownPack } from './unknown-pack.ts';

/** Everything that a pack for a site can be made from. */
export const packOptions: QueryHandler<'packs.options'> = ({ db }, input) => {
  const site = placeByCode(db, input.site);
  if (site === undefined || site.kind !== 'site') return err(unknownPlace(input.site));
  const lists = packLists(db, input.site);
  const { visits } = currentDefinition(db).definition;
  return ok({
    devices: devicesOfSite(db, input.site),
    lists: lists.map(({ code, kind, cohort, strata }) => ({
      list: code,
      kind,
      cohort,
      strata: strata.map(({ key, words, free }) => ({ stratum: key, words, free })),
    })),
    problem:
      lists.length > 0
        ? null
        : 'The list in use has no slots of its own for this site, and no backup list is locked.',
    visit: visits.find(({ isRandomization }) => isRandomization)?.name ?? '',
    kitsAtSite: freeKitsAt(db, site.id),
  });
};

/** A person of certain sites sees the packs of these sites. */
const isVisible = (sites: readonly string[], site: string): boolean =>
  sites.length === 0 || sites.includes(site);

export const packsPage: QueryHandler<'packs.page'> = (context, input) =>
  ok({
    packs: allPacks(context.db)
      .filter(
        ({ site, status }) =>
          isVisible(context.actor.sites, site) &&
          (input.site === undefined || site === input.site) &&
          (input.status === undefined || status === input.status),
      )
      .map((pack) => packCard(context, pack)),
  });

export const packsGet: QueryHandler<'packs.get'> = (context, input) => {
  const { db, ports, actor, sealer } = context;
  const mayGive = actor.role === 'unblinded-pharmacist' && sealer !== null;
  const pack = packByCode(db, input.pack);
  if (pack === undefined || !isVisible(actor.sites, pack.site)) return err(unknownPack(input.pack));
  const strata = new Map<
    string,
    { stratum: string; words: string; envelopes: number; used: number }
  >();
  for (const { key, words, state } of envelopesOf(db, pack.id)) {
    const row = strata.get(key) ?? { stratum: key, words, envelopes: 0, used: 0 };
    row.envelopes += 1;
    if (state === 'used') row.used += 1;
    strata.set(key, row);
  }
  return ok({
    pack: packCard(context, pack),
    strata: [...strata.values()],
    people: peopleOfPack(db, pack.entry).map((name) => ({
      name,
      code: mayGive ? personCode(ports.deriveKey, requireSealer(context), pack.device, name) : null,
    })),
    releases: releasesOf(db, pack.id).map((release) => ({ ...release })),
    consoleFingerprint: consoleFingerprint(ports, publicKeyOf(context)),
  });
};
