import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { SiteProposal } from '../../contracts/resupply.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { nextRunDay } from '../../engine/supply/resupply/calendar.ts';
import { proposeSite } from '../../engine/supply/resupply/propose-site.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countRuns, resupplyRun } from '../../store/queries/resupply-facts.ts';
import { nextShipmentNumber } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { CommandHandler, QueryHandler } from '../handlers.ts';
import { openSecret } from '../open-secret.ts';
import { requireSealer } from '../require-sealer.ts';
import { requestEvent, requestSecret, shipmentCode } from '../shipments/request.ts';
import { depotDay } from './due-run.ts';
import { calendarOf, proposeRun } from './propose-run.ts';
import { settingsInForce, settingsRefusal } from './settings.ts';

export const proposeResupply: QueryHandler<'resupply.propose'> = (context, input) => {
  const chosen = chosenSettings(context.db, input.settings);
  if (!chosen.ok) return chosen;
  const { entry, settings } = chosen.value;
  const sealer = requireSealer(context);
  const sites = proposeRun({ ...context, sealer }, settings, input.sites);
  if (!sites.ok) return sites;
  const today = depotDay(context);
  const next = nextRunDay(calendarOf(settings, 0), epochDayOf(today));
  return ok({
    settingsEntry: entry,
    today,
    nextRun: next === null ? null : isoDateFromEpochDay(next),
    sites: [...sites.value],
  });
};

/** The settings given, checked like those to be signed, or those in force. */
function chosenSettings(
  db: SqlDatabase,
  given: ResupplySettings | undefined,
): Result<{ readonly entry: number | null; readonly settings: ResupplySettings }, Refusal> {
  if (given !== undefined) {
    const wrong = settingsRefusal(currentDefinition(db).definition, given);
    return wrong === null ? ok({ entry: null, settings: given }) : err(wrong);
  }
  const inForce = settingsInForce(db);
  if (!inForce.ok) return inForce;
  return ok({ entry: inForce.value.entry, settings: inForce.value.body.settings });
}

interface Sent {
  readonly to: string;
  readonly from: string;
  readonly lines: readonly { readonly kitType: string; readonly count: number }[];
}

/** One shipment a site: all its lines come from its depot. */
const shipmentsOf = (sites: readonly SiteProposal[]): readonly Sent[] =>
  sites.flatMap(({ site, lines }) => {
    const sent = lines.filter(({ granted }) => granted > 0);
    const [first] = sent;
    return first === undefined
      ? []
      : [
          {
            to: site,
            from: first.depot,
            lines: sent.map(({ kitType, granted }) => ({ kitType, count: granted })),
          },
        ];
  });

/** Records the run with its numbers sealed, and asks for one shipment a site. */
export const runResupply: CommandHandler<'resupply.run'> = (context, input) => {
  const inForce = settingsInForce(context.db);
  if (!inForce.ok) return inForce;
  const sealer = requireSealer(context);
  const sites = proposeRun({ ...context, sealer }, inForce.value.body.settings, input.sites);
  if (!sites.ok) return sites;
  const run = `RS-${String(countRuns(context.db) + 1).padStart(5, '0')}`;
  const first = nextShipmentNumber(context.db);
  const shipments = shipmentsOf(sites.value).map((sent, i) => ({
    ...sent,
    shipment: shipmentCode(first + i),
    count: sent.lines.reduce((sum, { count }) => sum + count, 0),
  }));
  const requests = shipments.map(({ shipment, from, to, count, lines }) =>
    requestEvent(
      { shipment, from, to, count, note: `Resupply run ${run}` },
      requestSecret(context.ports.random, lines),
    ),
  );
  const body = {
    run,
    settingsEntry: inForce.value.entry,
    sites: sites.value.length,
    shipments: shipments.map(({ shipment }) => shipment),
  };
  const secret = { sites: sites.value as unknown as Json };
  return ok({
    events: [{ event: { kind: 'resupply-run', body }, secret }, ...requests],
    value: {
      run,
      shipments: shipments.map(({ shipment, to, count }) => ({ shipment, to, count })),
    },
  });
};

export const replayResupply: QueryHandler<'resupply.replay'> = (context, { run }) => {
  const found = resupplyRun(context.db, run);
  if (found === null) {
    return err(
      refusal('resupply-run-unknown', `There is no resupply run ${run}.`, 'Check the number.'),
    );
  }
  const secret = openSecret(context.db, requireSealer(context), found.entry);
  const { sites } = secret as unknown as { sites: SiteProposal[] };
  const { at, by, body } = found;
  return ok({ run, at, by, settingsEntry: body.settingsEntry, agrees: sites.every(agrees), sites });
};

/** Whether the rule of this program makes the recorded quantities from the recorded numbers. */
function agrees({ rule, start, lines }: SiteProposal): boolean {
  const inputs = lines.map(({ rule: { origin: _origin, ...line }, stock, demand }) => ({
    rule: line,
    stock,
    demand,
  }));
  const again = proposeSite({ rule, start, lines: inputs });
  const recorded = lines.map(({ arithmetic }) => arithmetic);
  return canonicalJson(again as unknown as Json) === canonicalJson(recorded as unknown as Json);
}
