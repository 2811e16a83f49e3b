import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { instantFromEpochMs } from '../../base/instant.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { TimeWindow } from '../../engine/temperature/clip-spans.ts';
import { overlapOf } from '../../engine/temperature/overlap.ts';
import {
  loggerContent,
  loggerFileWithDigest,
  loggerFilesBetween,
} from '../../store/queries/logger-files.ts';
import { shipmentsOfLogger } from '../../store/queries/logger-shipments.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import type { WorkbookSheet } from '../ports.ts';
import { judgeKits } from './judge-kits.ts';
import type { JudgedKits } from './judge-kits.ts';
import { chartOf, seriesText } from './kept-form.ts';
import { LegReader } from './kit-life.ts';
import { currentProfiles } from './profiles.ts';
import { identityOf, readUpload, sourceOf } from './read-upload.ts';
import { readingsKept, readingsOfFile, spanOf } from './readings.ts';
import type { KeptReadings } from './readings.ts';
import { supersededByReadings } from './superseded.ts';
import { watchedKits } from './watched-kits.ts';
import type { Watched } from './watched-kits.ts';

type Preview = OutputOf<'loggers.preview'>;

/** Where the readings of a file meet those of earlier imports of the same logger. */
function overlapsOf(
  { db, ports }: QueryContext,
  serial: string | null,
  readings: KeptReadings,
): Preview['overlaps'] {
  const span = readings.kind === 'readings' ? spanOf(readings) : null;
  if (serial === null || span === null) return [];
  return loggerFilesBetween(db, serial, span.from, span.to).flatMap(({ id, code }) => {
    const found = overlapOf(readingsKept(loggerContent(db, id), ports), readings);
    if (found === null) return [];
    const { from, to, same, different } = found;
    return [{ file: code, from, to, same, different }];
  });
}

/** Shipments that name this logger first, then those that were on their way during its readings. */
function shipmentsFor(
  context: QueryContext,
  serial: string | null,
  span: TimeWindow | null,
): Preview['shipments'] {
  const { visible } = placeScope(context);
  const instant = (second: number): string => instantFromEpochMs(Math.floor(second) * 1000);
  const found = shipmentsOfLogger(context.db, {
    serial,
    from: span === null ? null : instant(span.from),
    to: span === null ? null : instant(span.to),
    places: visible,
  });
  return found.map(({ shipment, from, to, logger }) => ({
    shipment,
    from,
    to,
    namesLogger: serial !== null && logger === serial,
  }));
}

const zoneOpen =
  'The times of the file are local and nothing says where: choose the time zone of the logger first.';

interface Judgement {
  readonly judged: JudgedKits | null;
  readonly supersedes: readonly string[];
  readonly notJudged: string | null;
}

/** Nothing is judged while the zone is open, nothing was watched, or no profile is in force. */
function judgement(
  context: QueryContext,
  readings: KeptReadings,
  serial: string | null,
  watched: Watched | null,
): Judgement {
  const span = spanOf(readings);
  if (readings.zone === null && span !== null) return { ...unjudged, notJudged: zoneOpen };
  const given = watched ?? (span === null ? null : { ...nothingWatched, window: span });
  if (given === null) {
    return { ...unjudged, notJudged: 'The file has no times of its own: say what was watched.' };
  }
  const profiles = currentProfiles(context.db);
  const supersedes = supersededByReadings(context.db, given);
  const asked = { readings, serial, watched: given, profiles, supersedes };
  const found = judgeKits(new LegReader(context), asked);
  if (found.ok) return { judged: found.value, supersedes, notJudged: null };
  return { ...unjudged, notJudged: `${found.error.message} ${found.error.next}` };
}

const unjudged = { judged: null, supersedes: [] } as const;
const nothingWatched = { shipment: null, place: null, kits: [] } as const;

async function workbookOf(
  { ports }: QueryContext,
  bytes: Uint8Array,
): Promise<Result<readonly WorkbookSheet[] | null, Refusal>> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return isArchive ? ports.readWorkbook(bytes) : ok(null);
}

export const previewLogger: QueryHandler<'loggers.preview'> = async (context, input) => {
  const bytes = context.ports.decodeBase64(input.file.base64);
  const workbook = await workbookOf(context, bytes);
  if (!workbook.ok) return workbook;
  const asked = { fileName: input.file.name, choices: input.choices };
  const source = sourceOf(bytes, workbook.value);
  const read = readUpload(context, source, asked);
  if (!read.ok) return read;
  const { logger, inspected, mapping } = read.value;
  const readings = readingsOfFile(logger.file);
  const span = spanOf(readings);
  const watched = watchedKits(context, input.watched, span);
  if (!watched.ok) return watched;
  const series = seriesText(context.ports, readings);
  if (!series.ok) return series;
  const { judged, supersedes, notJudged } = judgement(
    context,
    readings,
    inspected.serial,
    watched.value,
  );
  const sha256 = identityOf(context.ports.fileDigest(bytes), source, logger);
  const found = watched.value;
  return ok({
    inspected,
    sha256,
    alreadyImported: loggerFileWithDigest(context.db, sha256) ?? null,
    mapping,
    overlaps: overlapsOf(context, inspected.serial, readings),
    shipments: shipmentsFor(context, inspected.serial, readings.zone === null ? null : span),
    watched: found === null ? null : { shipment: found.shipment, place: found.place },
    chart: chartOf(series.value, readings.days),
    assessment: judged?.assessment ?? null,
    supersedes: [...supersedes],
    notJudged,
  });
};
