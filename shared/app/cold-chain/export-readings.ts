import { instantFromEpochMs } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import { err } from '../../base/result.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { loggerContent, loggerFileByCode } from '../../store/queries/logger-files.ts';
import type { QueryHandler } from '../handlers.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { loggersGet } from './pages.ts';
import { readingsKept } from './readings.ts';
import type { KeptReadings } from './readings.ts';

function* rowsOf({ at, centi, days }: KeptReadings): Generator<readonly (string | number)[]> {
  for (let i = 0; i < at.length; i += 1) {
    yield [instantFromEpochMs((at[i] as number) * 1000), (centi[i] as number) / 100, ''];
  }
  for (const { epochDay, min, max } of days) {
    const day = instantFromEpochMs(epochDay * 86_400_000).slice(0, 10);
    yield [day, min === null ? '' : min / 100, max === null ? '' : max / 100];
  }
}

/** Every kept reading of a file. */
export const exportReadings: QueryHandler<'loggers.export'> = async (context, input) => {
  const seen = await loggersGet(context, input);
  if (!seen.ok) return seen;
  const record = loggerFileByCode(context.db, input.file);
  if (record === undefined) return err(refusal('logger-file-unknown', 'It is gone.', 'Check it.'));
  const readings = readingsKept(loggerContent(context.db, record.id), context.ports);
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const content = `readings ${record.code}`;
  const isDaily = readings.kind === 'daily';
  return tableFile(
    context.ports.printer,
    {
      name: fileName({ protocol, content, unblinded: false }, context.now),
      header: isDaily
        ? ['day', 'lowest_c', 'highest_c']
        : [readings.zone === null ? 'local_time' : 'time_utc', 'temperature_c', ''],
      length: readings.at.length + readings.days.length,
      rows: rowsOf(readings),
    },
    'csv',
  );
};
