import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ResupplyAdjustment, SiteProposal } from '../../contracts/resupply-proposal.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { proposeSite } from '../../engine/supply/resupply/propose-site.ts';
import {
  countRuns,
  proposalByCode,
  resupplyRun,
  resupplyRuns,
} from '../../store/queries/resupply-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { QueryHandler } from '../handlers.ts';
import { openSecret } from '../open-secret.ts';
import type { Sealer } from '../ports.ts';
import { proposeRun } from './propose-run.ts';
import type { KeyedContext } from './propose-run.ts';
import { settingsInForce } from './settings.ts';

export const pastRuns: QueryHandler<'resupply.runs'> = ({ db }, page) =>
  ok({
    total: countRuns(db),
    rows: resupplyRuns(db, page).map(({ entry, at, offsetMinutes, by, body }) => ({
      run: body.run,
      entry,
      at,
      offsetMinutes,
      by,
      proposal: body.proposal ?? null,
      settingsEntry: body.settingsEntry,
      sites: body.sites,
      shipments: [...body.shipments],
      adjusted: body.adjusted ?? 0,
    })),
  });

/** A run as it was recorded. */
export interface RecordedRun {
  readonly run: string;
  readonly at: string;
  readonly by: string;
  readonly settingsEntry: number;
  /** The entry whose state of the study led to its numbers: the proposal, or the run itself in earlier ones. */
  readonly madeAt: number;
  readonly sites: SiteProposal[];
  readonly adjustments: ResupplyAdjustment[];
}

/** Opens a run by its code. */
export function recordedRun(
  db: SqlDatabase,
  sealer: Sealer,
  run: string,
): Result<RecordedRun, Refusal> {
  const found = resupplyRun(db, run);
  if (found === null) {
    return err(
      refusal('resupply-run-unknown', `There is no resupply run ${run}.`, 'Check the number.'),
    );
  }
  const { at, by, body, entry } = found;
  const secret = openSecret(db, sealer, entry) as unknown as Pick<RecordedRun, 'sites'> &
    Partial<Pick<RecordedRun, 'adjustments'>>;
  const proposal = body.proposal === undefined ? null : proposalByCode(db, body.proposal);
  const { settingsEntry } = body;
  const { sites, adjustments = [] } = secret;
  return ok({ run, at, by, settingsEntry, madeAt: proposal?.entry ?? entry, sites, adjustments });
}

/** Whether the rule of this program makes the recorded quantities from the recorded numbers. */
export const ruleAgrees = (sites: readonly SiteProposal[]): boolean =>
  sites.every(({ rule, start, lines }) => {
    const inputs = lines.map(({ rule: { origin: _origin, ...line }, stock, demand }) => ({
      rule: line,
      stock,
      demand,
    }));
    const again = proposeSite({ rule, start, lines: inputs });
    const recorded = lines.map(({ arithmetic }) => arithmetic);
    return canonicalJson(again as unknown as Json) === canonicalJson(recorded as unknown as Json);
  });

const textOf = (value: unknown): string => canonicalJson(value as Json);

const mostDifferences = 20;

/**
 * Makes a recorded run again in a study whose tables are those of the moment just before it, and names the lines
 * that differ. `past` reads that study at that moment.
 */
export function replayDifferences(
  past: KeyedContext,
  recorded: Pick<RecordedRun, 'sites'>,
): readonly string[] {
  const inForce = settingsInForce(past.db);
  if (!inForce.ok) return ['The ledger had no settings then.'];
  const { settings } = inForce.value.body as { readonly settings: ResupplySettings };
  const again = proposeRun(
    past,
    settings,
    recorded.sites.map(({ site }) => site),
  );
  if (!again.ok) return [again.error.message];
  const differing = recorded.sites.flatMap((site, at) => {
    const now = again.value[at];
    if (now !== undefined && textOf(comparable(site)) === textOf(comparable(now))) return [];
    const lines = site.lines.filter(
      (line, i) => textOf(essential(line)) !== textOf(essential(now?.lines[i])),
    );
    return lines.length === 0
      ? [`${site.site}: start or dates`]
      : lines.map(({ kitType }) => `${site.site}: ${kitType}`);
  });
  return differing.slice(0, mostDifferences);
}

/** What runs of every age recorded. */
const comparable = ({ site, start, rule, dispatch, arrival, lines }: SiteProposal) => ({
  site,
  start,
  rule,
  dispatch,
  arrival,
  lines: lines.map(essential),
});

function essential(line: SiteProposal['lines'][number] | undefined) {
  if (line === undefined) return null;
  const { stock, rule, demand, arithmetic, granted, kitType, depot } = line;
  const { onHand, inTransit, requested } = stock;
  return {
    kitType,
    depot,
    rule,
    stock: { onHand, inTransit, requested },
    demand,
    arithmetic,
    granted,
  };
}
