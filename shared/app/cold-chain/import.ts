import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loggerFileWithDigest } from '../../store/queries/logger-files.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import type { Decided } from '../record.ts';
import { newLoggerFileCode } from './excursion-code.ts';
import { judgeKits } from './judge-kits.ts';
import type { JudgedKits } from './judge-kits.ts';
import { seriesText } from './kept-form.ts';
import { LegReader } from './kit-life.ts';
import { legEvents } from './leg-events.ts';
import type { OpenedLeg } from './leg-events.ts';
import { currentProfiles, noProfile } from './profiles.ts';
import { identityOf, readUpload, sourceOf } from './read-upload.ts';
import type { ReadUpload } from './read-upload.ts';
import { readingsOfFile, spanOf } from './readings.ts';
import type { KeptReadings } from './readings.ts';
import { judgedBefore, supersededByReadings } from './superseded.ts';
import { watchedKits } from './watched-kits.ts';
import type { Watched } from './watched-kits.ts';

/** Files up to this size are kept as they are, so that their signature can be verified again. */
const originalKept = 100_000;
const warningsKept = 1_000;

const importedBefore = (file: string): Refusal =>
  refusal(
    'file-imported-before',
    `This very file was imported before as ${file}.`,
    'Open that import; nothing has to be imported again.',
  );

const zoneNeeded = (): Refusal =>
  refusal(
    'zone-needed',
    'The times of the file are local and nothing says where, so they cannot be laid beside the shipment.',
    'Choose the time zone in which the logger was set up.',
  );

const alteredFile = (): Refusal =>
  refusal(
    'signature-does-not-fit',
    'The signature of the file does not fit: it was changed after the logger wrote it.',
    'Read the logger out again. An altered file is no evidence; without readings the shipment is judged as the worst case.',
  );

function judged(
  context: CommandContext,
  readings: KeptReadings,
  serial: string | null,
  watched: Watched,
  supersedes: readonly string[],
): Result<JudgedKits | null, Refusal> {
  if (watched.kits.length === 0) return ok(null);
  if (readings.zone === null && spanOf(readings) !== null) return err(zoneNeeded());
  const profiles = currentProfiles(context.db);
  if (profiles.length === 0) return err(noProfile([]));
  const given = { readings, serial, watched, profiles, supersedes };
  return judgeKits(new LegReader(context), given);
}

interface Imported {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly sha256: string;
  readonly read: ReadUpload;
  readonly readings: KeptReadings;
  readonly series: string;
  readonly watched: Watched | null;
}

function importEvent(context: CommandContext, given: Imported): Decided {
  const { read, readings, watched } = given;
  const { warnings, headings: _headings, column: _column, unit: _unit, ...facts } = read.inspected;
  const span = readings.zone === null ? null : spanOf(readings);
  const { base64 } = context.ports.printer;
  return {
    event: {
      kind: 'logger-imported',
      body: {
        file: given.file,
        name: given.name,
        bytes: given.bytes.length,
        sha256: given.sha256,
        serial: facts.serial,
        first: span?.from ?? null,
        last: span?.to ?? null,
        facts: facts as unknown as Json,
        warnings: warnings.slice(0, warningsKept) as unknown as Json,
        days: readings.days as unknown as Json,
        series: given.series,
        mapping: read.mapping,
        shipment: watched?.shipment ?? null,
        place: watched?.place ?? null,
        original: given.bytes.length <= originalKept ? base64(given.bytes) : null,
      },
    },
  };
}

const reasonOf = (opened: JudgedKits): string =>
  (opened.assessment.groups[0]?.reasons ?? []).join(' ').slice(0, 500);

/** What is recorded of the kits that were watched; null where there were none. */
function openedLeg(
  { db }: CommandContext,
  meaning: JudgedKits | null,
  given: {
    readonly watched: Watched | null;
    readonly file: string;
    readonly supersedes: readonly string[];
  },
): OpenedLeg | null {
  const { watched } = given;
  if (watched === null || meaning === null || meaning.legs.length === 0) return null;
  return legEvents(db, meaning, { ...given, watched, reason: reasonOf(meaning) });
}

/**
 * Keeps a file and judges the kits that it watched. Refuses the same file twice, an altered one, and times
 * without a zone where kits depend on them.
 */
export const importLogger: CommandHandler<'loggers.import'> = (context, input) => {
  const bytes = context.ports.decodeBase64(input.file.base64);
  const asked = { fileName: input.file.name, choices: input.choices };
  const source = sourceOf(bytes, context.workbook);
  const read = readUpload(context, source, asked);
  if (!read.ok) return read;
  const sha256 = identityOf(context.ports.fileDigest(bytes), source, read.value.logger);
  const before = loggerFileWithDigest(context.db, sha256);
  if (before !== undefined) return err(importedBefore(before));
  if (read.value.inspected.signature === 'altered') return err(alteredFile());
  const readings = readingsOfFile(read.value.logger.file);
  const watched = watchedKits(context, input.watched, spanOf(readings));
  if (!watched.ok) return watched;
  const series = seriesText(context.ports, readings);
  if (!series.ok) return series;
  const found = watched.value;
  const { serial } = read.value.inspected;
  const supersedes = found === null ? [] : supersededByReadings(context.db, found);
  const meaning = found === null ? ok(null) : judged(context, readings, serial, found, supersedes);
  if (!meaning.ok) return meaning;
  const file = newLoggerFileCode(context.db);
  const { name } = input.file;
  const kept = { file, bytes, name, sha256, read: read.value, readings, series: series.value };
  const opened = openedLeg(context, meaning.value, { watched: found, file, supersedes });
  return ok({
    events: [importEvent(context, { ...kept, watched: found }), ...(opened?.events ?? [])],
    value: {
      file,
      excursion: opened?.excursion ?? null,
      isExcursion: meaning.value?.assessment.isExcursion ?? false,
      kits: opened?.kits ?? 0,
      quarantined: opened?.quarantined ?? 0,
    },
  });
};

/** A shipment of which nobody has readings: its whole way counts as missing, which is the worst case. */
export const openWithoutData: CommandHandler<'excursions.openWithoutData'> = (context, input) => {
  const watched = watchedKits(context, { shipment: input.shipment }, null);
  if (!watched.ok) return watched;
  const before = judgedBefore(context.db, input.shipment);
  if (before !== null) return err(before);
  const found = watched.value as Watched;
  const profiles = currentProfiles(context.db);
  const meaning = judgeKits(new LegReader(context), {
    readings: null,
    serial: null,
    watched: found,
    profiles,
    supersedes: [],
  });
  if (!meaning.ok) return meaning;
  const opened = legEvents(context.db, meaning.value, {
    watched: found,
    file: null,
    reason: input.reason,
    supersedes: [],
  });
  const { excursion, kits, quarantined, events } = opened;
  const [first, ...rest] = events;
  return ok({
    events: [{ ...(first as Decided), reason: input.reason }, ...rest],
    value: { excursion, kits, quarantined },
  });
};
