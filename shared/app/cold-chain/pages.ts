import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type {
  Assessment,
  ExcursionRow,
  InspectedFile,
  LoggerRow,
} from '../../contracts/cold-chain-parts.ts';
import type { DayExtremes } from '../../engine/temperature/daily-extremes.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import {
  assessmentOf,
  excursionByCode,
  excursionWindow,
  kitsOfExcursion,
  shipmentsToJudge,
  supersededBy,
} from '../../store/queries/excursion-rows.ts';
import type { ExcursionRecord } from '../../store/queries/excursion-rows.ts';
import {
  loggerContent,
  loggerFileByCode,
  loggerFileWindow,
} from '../../store/queries/logger-files.ts';
import type { LoggerRecord } from '../../store/queries/logger-files.ts';
import { foreignPlace } from '../actor-place.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import { unknownExcursion } from './decide.ts';
import { chartOf } from './kept-form.ts';
import { profileAt } from './profiles.ts';

const degrees = (centi: number | null): number | null => (centi === null ? null : centi / 100);

const excursionRow = (record: ExcursionRecord): ExcursionRow => ({
  excursion: record.code,
  status: record.status,
  tier: record.tier,
  file: record.file,
  shipment: record.shipment,
  place: record.place,
  from: record.from,
  to: record.to,
  kits: record.kits,
  lowestC: degrees(record.lowest),
  highestC: degrees(record.highest),
  openedAt: record.openedAt,
  openedBy: record.openedBy,
  decidedAt: record.decidedAt,
  decidedBy: record.decidedBy,
  supersededBy: record.supersededBy,
});

const loggerRow = (record: LoggerRecord): LoggerRow => ({
  file: record.code,
  name: record.name,
  sha256: record.sha256,
  ...(JSON.parse(record.facts) as Omit<InspectedFile, 'warnings' | 'headings' | 'column' | 'unit'>),
  shipment: record.shipment,
  place: record.place,
  excursion: record.excursion,
  mapping: record.mapping,
  importedAt: record.importedAt,
  importedBy: record.importedBy,
});

/** A site user sees what concerns the own sites; a file that nobody laid beside anything is seen by all. */
function isVisible(
  context: QueryContext,
  { shipment, place }: { readonly shipment: string | null; readonly place: string | null },
): boolean {
  if (placeScope(context).visible === null) return true;
  if (shipment !== null) return visibleShipment(context, shipment).ok;
  return place !== null && foreignPlace(context.actor, place) === null;
}

/** An excursion that the person may see. */
function visibleExcursion(context: QueryContext, code: string): Result<ExcursionRecord, Refusal> {
  const found = excursionByCode(context.db, code);
  return found !== undefined && isVisible(context, found) ? ok(found) : err(unknownExcursion(code));
}

const waitingShown = 50;

export const excursionsPage: QueryHandler<'excursions.page'> = (context, input) => {
  const places = placeScope(context).visible;
  const filter = { places, offset: input.offset, limit: input.limit };
  const { total, rows } = excursionWindow(context.db, { ...filter, status: input.status ?? null });
  const open = excursionWindow(context.db, { places, status: ['open'], offset: 0, limit: 1 });
  return ok({
    total,
    rows: rows.map(excursionRow),
    open: open.total,
    waiting: [...shipmentsToJudge(context.db, places, waitingShown)],
  });
};

export const loggersPage: QueryHandler<'loggers.page'> = (context, input) => {
  const { visible } = placeScope(context);
  const search = input.search?.trim() ?? '';
  const { total, rows } = loggerFileWindow(context.db, {
    places: visible,
    search: search === '' ? null : search,
    offset: input.offset,
    limit: input.limit,
  });
  return ok({ total, rows: rows.map(loggerRow) });
};

/** Everything of one kept file that a chart and a list of findings need. */
function contentOf(context: QueryContext, record: LoggerRecord) {
  const { series, days, warnings } = loggerContent(context.db, record.id);
  return {
    file: loggerRow(record),
    warnings: JSON.parse(warnings) as InspectedFile['warnings'],
    chart: chartOf(series, JSON.parse(days) as readonly DayExtremes[]),
  };
}

export const loggersGet: QueryHandler<'loggers.get'> = (context, input) => {
  const found = loggerFileByCode(context.db, input.file);
  if (found === undefined || !isVisible(context, found)) {
    return err(
      refusal('logger-file-unknown', `There is no logger file ${input.file} here.`, 'Check it.'),
    );
  }
  return ok(contentOf(context, found));
};

/** The recorded arithmetic with the kits as they are grouped. */
export function assessmentWithKits(
  context: QueryContext,
  excursion: ExcursionRecord,
): { readonly assessment: Assessment; readonly kits: ReturnType<typeof kitsOfExcursion> } {
  const kits = kitsOfExcursion(context.db, excursion.id);
  const stored = JSON.parse(assessmentOf(context.db, excursion.id)) as Assessment;
  const numbersOf = (group: number): string[] =>
    kits.filter((kit) => kit.group === group).map(({ number }) => number);
  const groups = stored.groups.map((group, i) => ({ ...group, kits: numbersOf(i) }));
  return { assessment: { ...stored, groups }, kits };
}

interface DecidedBody {
  readonly outcomes: readonly {
    readonly group: number;
    readonly outcome: 'release' | 'reject';
    readonly useBy: string | null;
    readonly kits: readonly string[];
  }[];
}

/** The decision as its entry holds it, with the signature. */
export function decisionOf(context: QueryContext, entry: number | null) {
  const [found] = entry === null ? [] : entriesOf(context.db, [entry]);
  if (found === undefined) return null;
  const { content } = found;
  const { outcomes } = content.body as unknown as DecidedBody;
  return {
    reason: content.reason ?? '',
    outcomes: outcomes.map(({ group, outcome, useBy, kits }) => ({
      group,
      outcome,
      kits: kits.length,
      ...(useBy === null ? {} : { useBy }),
    })),
    signedBy: content.signature?.printedName ?? content.printedName,
    meaning: content.signature?.meaning ?? '',
    at: content.at,
  };
}

export const excursionsGet: QueryHandler<'excursions.get'> = (context, input) => {
  const found = visibleExcursion(context, input.excursion);
  if (!found.ok) return found;
  const { assessment, kits } = assessmentWithKits(context, found.value);
  const record =
    found.value.file === null ? undefined : loggerFileByCode(context.db, found.value.file);
  const content = record === undefined ? null : contentOf(context, record);
  const used = new Map(assessment.groups.map((one) => [`${one.profile} ${one.version}`, one]));
  return ok({
    excursion: excursionRow(found.value),
    supersedes: [...supersededBy(context.db, found.value.id)],
    assessment,
    profiles: [...used.values()].map(({ profile, version }) =>
      profileAt(context.db, profile, version),
    ),
    kits: kits.map(({ number, lot, state, place }) => ({ number, lot, status: state, place })),
    file: content?.file ?? null,
    warnings: content?.warnings ?? [],
    chart: content?.chart ?? null,
    decision: decisionOf(context, found.value.decisionEntry),
  });
};
