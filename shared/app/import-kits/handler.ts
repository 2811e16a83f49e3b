import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { KitList } from '../../domain/kit/kit-list-reader.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { lastSequence } from '../../store/queries/kit-facts.ts';
import { lotExpiry } from '../../store/queries/lot-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { kitBatches } from '../kit-batches.ts';
import { kitListContext, readKitList } from '../kit-list-file/read-kit-list.ts';
import type { Job } from '../ports.ts';
import { CancelledError } from '../record.ts';
import type { Decided } from '../record.ts';
import { requireSealer } from '../require-sealer.ts';
import { unbiasedDraw } from '../unbiased-draw.ts';
import { lotsToRegister, orderByLot, rowsRefusal, sequencesOf } from './decide.ts';

type Input = Parameters<CommandHandler<'kits.import'>>[1];

/** Imports a kit list: every row is right and all are recorded, or nothing is. */
export const importKits: CommandHandler<'kits.import'> = (context, input) => {
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const list = readList(context, input);
  if (!list.ok) return list;
  const lots = lotsToRegister(list.value, (lot) => lotExpiry(context.db, lot));
  if (!lots.ok) return lots;
  const registered: Decided[] = lots.value.map((body) => ({
    event: { kind: 'lot-registered', body },
  }));
  return ok({
    events: [...registered, ...batchesOf(context, list.value, place)],
    value: { imported: list.value.count, lots: list.value.lots.map(({ name }) => name) },
  });
};

function readList(context: CommandContext, input: Input): Result<KitList, Refusal> {
  const { definition } = currentDefinition(context.db);
  const table = {
    name: input.file.name,
    bytes: context.ports.decodeBase64(input.file.base64),
    workbook: context.workbook,
  };
  const outcome = readKitList(
    table,
    input.mapping,
    kitListContext(context.db, definition),
    readingProgress(context.job),
  );
  if (!outcome.ok) return outcome;
  return outcome.value.ok ? outcome.value : err(rowsRefusal(input.file.name, outcome.value));
}

/** Tells how far the reading is, and stops it when it is cancelled. */
const readingProgress =
  (job: Job) =>
  (done: number, total: number): void => {
    if (job.cancelled()) throw new CancelledError('cancelled');
    job.progress(done, total, 'reading');
  };

function batchesOf(context: CommandContext, list: KitList, place: PlaceFacts): readonly Decided[] {
  const { db, ports } = context;
  const source = { sealer: requireSealer(context), random: ports.random };
  const sequences = sequencesOf(list, lastSequence(db), unbiasedDraw(ports.random));
  return orderByLot(list, sequences).flatMap((order, lot) =>
    kitBatches(source, {
      lot: (list.lots[lot] as { name: string }).name,
      place: place.code,
      state: place.kind === 'depot' ? 'at-depot' : 'at-site',
      order,
      numbers: list.numbers,
      sequences,
      kitTypes: list.kitTypes,
    }),
  );
}
