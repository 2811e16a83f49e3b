import { toHex } from '../../base/hex.ts';
import { err, ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { EntryContent } from '../../ledger/entry.ts';
import { assembleChain } from '../../ledger/bundle/site-chain.ts';
import {
  assignmentPage,
  bundlesPage,
  countBundles,
  devicesHome,
  siteEntries,
} from '../../store/queries/backup-facts.ts';
import type { AssignmentFilter, StoredAssignment } from '../../store/queries/backup-facts.ts';
import { packByCode, siteDevice } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { joinParts } from '../../domain/backup/file-parts.ts';
import { partCheck } from '../bundles/make-bundle.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { assignmentRow } from './assignment-row.ts';
import { chainState } from './chain-state.ts';
import { deskCounts, deskItem, deskPage } from './desk-items.ts';
import { decisionsNow } from './desk-rules.ts';
import { consoleSide, siteSide } from './evidence.ts';
import { openUpload } from './open-upload.ts';
import { storeDesk, unknownAssignment } from './resolve.ts';
import { verdictText } from './verdict-text.ts';

export const inspectBundle: QueryHandler<'bundles.inspect'> = (context, input) => {
  const opened = openUpload(context, input);
  if (!opened.ok) return opened;
  const { header, bundle, entries, fresh } = opened.value;
  const kinds = new Map<string, number>();
  for (const { content } of entries) {
    const { kind } = JSON.parse(content) as EntryContent;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return ok({
    digest: bundle.digest,
    pack: header.pack,
    site: header.site,
    device: header.device,
    deviceKnown: siteDevice(context.db, header.device) !== undefined,
    packKnown: packByCode(context.db, header.pack) !== undefined,
    epoch: header.epoch,
    first: header.first,
    last: header.last,
    entries: entries.length,
    added: fresh.length,
    imported: fresh.length === 0,
    kinds: [...kinds].map(([kind, count]) => ({ kind, entries: count })),
  });
};

export const bundleParts: QueryHandler<'bundles.parts'> = (context, input) => {
  const joined = joinParts(input.parts, partCheck(context));
  if (!joined.ok) return joined;
  return ok({ total: joined.value.total, missing: [...joined.value.missing] });
};

const scopeOf = ({ actor }: QueryContext, site?: string): readonly string[] | null => {
  if (site === undefined) return actor.sites.length === 0 ? null : actor.sites;
  return actor.sites.length === 0 || actor.sites.includes(site) ? [site] : [];
};

export const bundlesPageOf: QueryHandler<'bundles.page'> = (context, input) => {
  const sites = scopeOf(context);
  return ok({
    total: countBundles(context.db, sites),
    rows: bundlesPage(context.db, sites, input).map(({ entry: _entry, ...row }) => row),
  });
};

const everything = (sites: readonly string[] | null): AssignmentFilter => ({
  state: null,
  verdict: null,
  sites,
  pack: null,
});

export const reconciliationSummary: QueryHandler<'reconciliation.summary'> = (context) => {
  const { db, ports } = context;
  const sites = scopeOf(context);
  const all = assignmentPage(db, everything(null), { offset: 0, limit: -1 });
  const chains = devicesHome(db)
    .filter(({ site }) => sites === null || sites.includes(site))
    .map(({ device, site, entries }) =>
      chainState(db, { device, site }, entries, assembleChain(siteEntries(db, device))),
    );
  return ok({
    chains,
    counts: deskCounts(db, everything(sites)).map((row) => ({ ...row })),
    digest: toHex(ports.sha256(verdictText(all))),
  });
};

export const reconciliationItems: QueryHandler<'reconciliation.items'> = (context, input) => {
  const filter = {
    state: input.state ?? null,
    verdict: input.verdict ?? null,
    sites: scopeOf(context, input.site),
    pack: input.pack ?? null,
  };
  const counts = deskCounts(context.db, filter);
  return ok({
    total: counts.reduce((sum, { assignments }) => sum + assignments, 0),
    rows: deskPage(context.db, filter, input).map((item) => assignmentRow(context.db, item)),
  });
};

const effects = {
  accept:
    'The subject gets the slot of the envelope and the kits that were given. This stays, also when the record of an earlier assignment of the subject comes home later.',
  annotate:
    'It is not recorded and stands in the trail alone; kits that were opened are taken out of use. The subject is not randomized a second time.',
  void: 'It is declared not valid; kits that were opened are taken out of use, and the subject may be randomized anew.',
} as const;

const effectsOnRecorded = {
  accept: 'It stays recorded; the verdict and your reason stand beside it.',
  annotate:
    'It stays recorded with the slot and the kits; the verdict and your reason stand beside it.',
  void: effects.void,
} as const;

const decisionsOf = (
  db: SqlDatabase,
  item: StoredAssignment,
): OutputOf<'reconciliation.get'>['decisions'] =>
  decisionsNow(item, storeDesk(db)).map((decision) => ({
    decision,
    effect: (item.isRecorded ? effectsOnRecorded : effects)[decision],
  }));

export const reconciliationGet: QueryHandler<'reconciliation.get'> = (context, input) => {
  const { db, actor } = context;
  const item = deskItem(db, input.key);
  const isForeign = actor.sites.length > 0 && !actor.sites.includes(item?.facts.site ?? '');
  if (item === undefined || isForeign) return err(unknownAssignment);
  return ok({
    ...assignmentRow(db, item),
    ...siteSide(db, item.facts),
    reason: item.reason,
    decidedBy: item.decidedBy,
    decidedAt: item.decidedAt,
    console: consoleSide(db, item.facts),
    decisions: decisionsOf(db, item),
  });
};
