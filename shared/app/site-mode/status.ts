import { err, ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import { codeBreakSettings } from '../../domain/study/emergency-settings.ts';
import type { StratificationFactor } from '../../domain/study/study-definition.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { readRevision } from '../../store/queries/revision.ts';
import {
  countSiteSubjects,
  envelopesLeft,
  largestJump,
  latestSubjects,
  sitePacks,
  siteSubject,
  subjectsUnderWay,
} from '../../store/queries/site-facts.ts';
import type { SitePackFacts } from '../../store/queries/site-facts.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { openingPeople } from './opening-people.ts';
import { noPack, packsInForce } from './packs-in-force.ts';
import { unknownSubject } from './site-refusals.ts';
import { factorsAsked } from './strata-at-site.ts';
import { subjectView } from './subject-view.ts';

type Status = OutputOf<'site.status'>;

const latestShown = 20;
/** From here on the screen warns of a stratum. */
const few = 3;

/** What the screen of a site shows. Nothing of it depends on an arm. */
export const siteStatus: QueryHandler<'site.status'> = (context) => {
  const { db, now } = context;
  const { definition } = currentDefinition(db);
  const inForce = new Set(packsInForce(context).map(({ code }) => code));
  const packs = sitePacks(db);
  const strata = strataLeft(context, inForce);
  return ok({
    protocol: definition.protocol.number,
    title: definition.protocol.title,
    site: packs[0]?.site ?? '',
    siteName: definition.sites[0]?.name ?? '',
    drill: context.environment === 'UAT',
    openLabel: definition.blinding === 'open-label',
    telephone: codeBreakSettings(definition).telephone ?? null,
    kitNumberGrouping: definition.kitNumbers.grouping,
    packs: packs.map((pack) => packShown(pack, inForce.has(pack.code))),
    strata,
    consentVersions: [...definition.gates.consentVersions],
    gates: definition.gates.eligibility.map((gate) => ({ ...gate })),
    factors: factorsAsked(context).map(factorShown),
    underWay: subjectsUnderWay(db).map((subject) => subjectView(context, subject)),
    latest: latestSubjects(db, latestShown).map((subject) => subjectView(context, subject)),
    subjects: countSiteSubjects(db),
    problem:
      inForce.size === 0
        ? noPack({ db, now }).message
        : strata.every(({ left }) => left === 0)
          ? 'No sealed envelope is left.'
          : null,
    clockJumpMs: largestJump(db),
    entries: readRevision(db),
    confirmed: [...openingPeople(db)],
  });
};

const packShown = (
  { code, release, validFrom, validUntil, status }: SitePackFacts,
  inForce: boolean,
): Status['packs'][number] => ({ pack: code, release, validFrom, validUntil, status, inForce });

function strataLeft(context: QueryContext, inForce: ReadonlySet<string>): Status['strata'] {
  const rows = new Map<string, { stratum: string; words: string; left: number; all: number }>();
  for (const { pack, stratum, words, left, all } of envelopesLeft(context.db)) {
    if (!inForce.has(pack)) continue;
    const row = rows.get(stratum) ?? { stratum, words, left: 0, all: 0 };
    row.left += left;
    row.all += all;
    rows.set(stratum, row);
  }
  return [...rows.values()].map((row) => ({ ...row, warning: warningOf(row.left) }));
}

const warningOf = (left: number): Status['strata'][number]['warning'] =>
  left === 0 ? 'empty' : left === 1 ? 'last' : left <= few ? 'few' : 'none';

const factorShown = (factor: StratificationFactor): Status['factors'][number] => ({
  id: factor.id,
  name: factor.name,
  kind: factor.kind,
  levels: factor.levels.map(({ id, name }) => ({ id, name })),
  unit: factor.kind === 'number' ? factor.unit : null,
  minimum: factor.kind === 'number' ? factor.minimum : null,
  maximum: factor.kind === 'number' ? factor.maximum : null,
});

export const siteSubjectOf: QueryHandler<'site.subject'> = (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  return subject === undefined
    ? err(unknownSubject(input.subject))
    : ok(subjectView(context, subject));
};
