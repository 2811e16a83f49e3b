import type { Instant } from '../../base/instant.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { captureStratum } from '../../domain/study/strata.ts';
import type { StratumSpecification } from '../../domain/study/strata.ts';
import type { FactorId, SiteId, StudyDefinition } from '../../domain/study/study-definition.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import {
  knownSubjectCode,
  placeByCode,
  subjectByCode,
} from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import {
  assignmentsOfEnvelope,
  assignmentsShowing,
  isFromBackup,
  kitStateOf,
} from '../../store/queries/backup-facts.ts';
import { definitionsSince } from '../../store/queries/definition.ts';
import { isHeld } from '../../store/queries/held-assignments.ts';
import { stratifiedBy } from '../../store/queries/list-rows.ts';
import {
  envelopesOf,
  packOfKit,
  packTerms,
  peopleOfPack,
  releasesOfEnvelope,
  stratumOfPackInWords,
} from '../../store/queries/pack-facts.ts';
import { screeningByCode } from '../../store/queries/screening-rows.ts';
import { siteStatusAt } from '../../store/queries/site-status.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { gateRefusal } from '../allocate/gates.ts';
import type { QueryContext } from '../handlers.ts';
import { packSecretOf } from '../packs/pack-secret.ts';
import { requireSealer } from '../require-sealer.ts';
import type { CentralView, PackView } from './central-view.ts';
import { ownKitState } from './kit-rules.ts';
import type { KitView } from './kit-rules.ts';

/** The console's state as judging reads it; packs are opened once an import. */
export function storeView(context: QueryContext): CentralView {
  const { db, now } = context;
  const packs = new Map<string, LoadedPack | null>();
  const packOf = (code: string) => {
    const known = packs.get(code);
    if (known !== undefined) return known;
    const found = loadPack(context, code);
    packs.set(code, found);
    return found;
  };
  return {
    now: now.instant,
    pack: (code) => packOf(code)?.view,
    subject(code) {
      const known = knownSubjectCode(db, code);
      const subject = known === undefined ? undefined : subjectByCode(db, known);
      if (known === undefined || subject === undefined || isFromBackup(db, known)) return undefined;
      const { site, randomizedAt: at, randomizationNumber: number } = subject;
      return { site, at, number };
    },
    screening: (code) => screeningOf(db, code),
    siteStatus: (site, at) => siteStatusAt(db, site, at),
    kitState: (number, facts) => ownKitState(number, facts, kitsIn(db)),
    releases: (pack, envelope) => releasesOfEnvelope(db, pack, envelope),
    isHeld: (facts) => isHeld(db, facts),
    stratumInWords: (pack, key) => stratumOfPackInWords(db, pack, key),
    stratum: (facts) => stratumOf(packOf(facts.pack), facts),
    gates: (facts) => gatesOf(packOf(facts.pack), facts),
  };
}

/** What judging looks up about kits, in the store. */
export const kitsIn = (db: SqlDatabase): KitView => ({
  kitState: (number) => kitStateOf(db, number),
  packOf: (number) => packOfKit(db, number),
  ofEnvelope: (pack, envelope) => assignmentsOfEnvelope(db, pack, envelope),
  showing: (number) => assignmentsShowing(db, number),
});

function screeningOf(db: SqlDatabase, code: string): ReturnType<CentralView['screening']> {
  const found = screeningByCode(db, code);
  if (found === undefined) return undefined;
  const { siteCode: site, status, failedBecause } = found;
  return { code: found.code, site, hasFailed: status === 'screen-failed', failedBecause };
}

/** A pack with what judging needs of it again and again. */
interface LoadedPack {
  readonly view: PackView;
  readonly stratification: StratumSpecification;
  /**
   * The definition in force when the pack was issued, under which its envelopes stay, and those since: a later pack may
   * have brought any of them to the site.
   */
  readonly definitions: readonly [StudyDefinition, ...StudyDefinition[]];
  readonly zone: PlaceFacts['zone'] | undefined;
}

function loadPack(context: QueryContext, code: string): LoadedPack | null {
  const { db } = context;
  const facts = packTerms(db, code);
  if (facts === undefined) return null;
  const { envelopes: kits } = packSecretOf(db, requireSealer(context), facts.entry);
  const envelopes = envelopesOf(db, facts.id).map(({ key, position }, i) => ({
    stratum: key,
    position,
    layers: kits[i] ?? [],
  }));
  const by = stratifiedBy(db, facts.listId);
  return {
    definitions: definitionsSince(db, facts.entry) as LoadedPack['definitions'],
    view: {
      ...facts,
      people: peopleOfPack(db, facts.entry),
      envelope: (number) => envelopes[number - 1],
    },
    stratification: {
      place: (['site', 'region'] as const).find((name) => by.includes(name)) ?? 'none',
      factors: by.filter((name) => name !== 'site' && name !== 'region') as FactorId[],
    },
    zone: placeByCode(db, facts.site)?.zone,
  };
}

/** By the stratification of the pack's list, the definition of its issue, and the site's own day. */
function stratumOf(
  pack: LoadedPack | null,
  facts: AssignmentFacts,
): ReturnType<CentralView['stratum']> {
  if (pack?.zone === undefined || pack.view.site !== facts.site) {
    return { problem: `Pack ${facts.pack} is not for site ${facts.site}.` };
  }
  const captured = captureStratum(pack.definitions[0], pack.stratification, {
    site: facts.site as SiteId,
    values: facts.factors,
    randomizationDay: localDay(facts.at as Instant, pack.zone),
  });
  return captured.ok ? { key: captured.value.key } : { problem: captured.error.message };
}

/** Null when the evidence holds under one of the versions that the site may have had; values of any of them are known. */
function gatesOf(pack: LoadedPack | null, facts: AssignmentFacts): string | null {
  if (pack === null) return null;
  const at = { instant: facts.at as Instant, offsetMinutes: facts.offsetMinutes };
  const factors = pack.definitions.flatMap((definition) => definition.factors);
  const reasons = pack.definitions.map(
    (definition) => gateRefusal({ ...definition, factors }, facts, at)?.message ?? null,
  );
  return reasons.includes(null) ? null : (reasons.at(-1) ?? null);
}
