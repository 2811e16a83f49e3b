import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { SiteProposal } from '../../contracts/resupply-proposal.ts';
import {
  countProposals,
  hasProposalOf,
  pendingProposal,
  proposalByCode,
} from '../../store/queries/resupply-facts.ts';
import type { ProposalRecord } from '../../store/queries/resupply-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { CommandHandler, QueryHandler } from '../handlers.ts';
import { openSecret } from '../open-secret.ts';
import { requireSealer } from '../require-sealer.ts';
import { depotDay, isRunDue, runSchedule } from './due-run.ts';
import { outdatedBecause } from './outdated.ts';
import { proposeRun } from './propose-run.ts';
import { settingsInForce } from './settings.ts';

const notDue = (): Refusal =>
  refusal(
    'resupply-not-due',
    'No run is due now, or one was prepared today.',
    'Prepare a proposal by hand when one is wanted.',
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Kits that a site would get. */
export const grantedKits = ({ lines }: SiteProposal): number =>
  sum(lines.map(({ granted }) => granted));

/** Makes a proposal and keeps it for sign-off. Nothing is sent by it. */
export const prepareResupply: CommandHandler<'resupply.prepare'> = (context, input) => {
  const day = depotDay(context);
  const isWanted = !input.scheduled || (isRunDue(context) && !hasProposalOf(context.db, day));
  if (!isWanted) return err(notDue());
  const inForce = settingsInForce(context.db);
  if (!inForce.ok) return inForce;
  const sealer = requireSealer(context);
  const sites = proposeRun({ ...context, sealer }, inForce.value.body.settings, input.sites);
  if (!sites.ok) return sites;
  const kits = sites.value.map(grantedKits);
  const proposal = `RP-${String(countProposals(context.db) + 1).padStart(5, '0')}`;
  const figures = { shipments: kits.filter((count) => count > 0).length, kits: sum(kits) };
  const body = {
    proposal,
    day,
    settingsEntry: inForce.value.entry,
    scheduled: input.scheduled,
    sites: sites.value.length,
    ...figures,
  };
  const secret = { sites: sites.value as unknown as Json };
  return ok({
    events: [{ event: { kind: 'resupply-prepared', body }, secret }],
    value: { proposal, ...figures },
  });
};

/** The lines of a prepared proposal, as they were sealed. */
export function proposedSites(
  context: Parameters<typeof requireSealer>[0] & { readonly db: SqlDatabase },
  { entry }: Pick<ProposalRecord, 'entry'>,
): SiteProposal[] {
  const secret = openSecret(context.db, requireSealer(context), entry);
  return (secret as unknown as { sites: SiteProposal[] }).sites;
}

export const pendingResupply: QueryHandler<'resupply.pending'> = (context) => {
  const schedule = runSchedule(context);
  const found = pendingProposal(context.db);
  const facts = {
    hasSettings: settingsInForce(context.db).ok,
    today: depotDay(context),
    ...schedule,
  };
  if (found === null) return ok({ ...facts, proposal: null });
  const sites = proposedSites(context, found);
  const { code, day, at, offsetMinutes, by, scheduled, settingsEntry } = found;
  const sealer = requireSealer(context);
  const outdated = [...outdatedBecause({ ...context, sealer }, found, sites)];
  return ok({
    ...facts,
    proposal: {
      proposal: code,
      day,
      at,
      offsetMinutes,
      by,
      scheduled,
      settingsEntry,
      sites,
      outdated,
    },
  });
};

/** The proposal of that code while it waits; refuses one that was signed, discarded or replaced. */
export function waitingProposal(db: SqlDatabase, code: string): Result<ProposalRecord, Refusal> {
  const found = proposalByCode(db, code);
  if (found?.status === 'pending') return ok(found);
  const words = { run: 'was signed', discarded: 'was discarded', superseded: 'was replaced' };
  return err(
    refusal(
      'resupply-proposal-closed',
      found === null
        ? `There is no resupply proposal ${code}.`
        : `Resupply proposal ${code} ${words[found.status as keyof typeof words]}.`,
      'Prepare a new one.',
    ),
  );
}

export const discardResupply: CommandHandler<'resupply.discard'> = (context, input) => {
  const found = waitingProposal(context.db, input.proposal);
  if (!found.ok) return found;
  const body = { proposal: found.value.code };
  return ok({
    events: [{ event: { kind: 'resupply-discarded', body }, reason: input.reason }],
    value: {},
  });
};
