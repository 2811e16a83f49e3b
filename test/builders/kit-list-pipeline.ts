import type { Result } from '../../shared/base/result.ts';
import type { KitListColumns, KitListMapping } from '../../shared/domain/kit/kit-list-columns.ts';
import {
  locateKitListColumns,
  proposeKitListMapping,
} from '../../shared/domain/kit/kit-list-columns.ts';
import type { KitListContext, KitListOutcome } from '../../shared/domain/kit/kit-list-reader.ts';
import { KitListReader } from '../../shared/domain/kit/kit-list-reader.ts';
import type { KitTypeId } from '../../shared/domain/study/study-definition.ts';
import { DelimitedScan, proposeDelimiter } from '../../shared/engine/parsing/delimited-text.ts';

export const kitListContext: KitListContext = {
  kitTypes: [
    { id: 'capsules-active' as KitTypeId, name: 'Cachetine 20 mg capsules' },
    { id: 'capsules-placebo' as KitTypeId, name: 'Placebo capsules' },
  ],
  numberFault: () => undefined,
  isTaken: () => false,
  isSequenceTaken: () => false,
  issuesKept: 100,
};

const must = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Reads a whole kit list text with the mapping that its headings suggest. */
export function readKitListText(
  text: string,
  context: KitListContext = kitListContext,
  dateOrder: KitListMapping['dateOrder'] = 'iso',
): KitListOutcome {
  let columns: KitListColumns | undefined;
  let reader: KitListReader | undefined;
  const scan = new DelimitedScan(proposeDelimiter(text.slice(0, 4_000)), (cells, line) => {
    if (reader !== undefined) {
      reader.row(cells, line);
      return;
    }
    const mapping = { ...proposeKitListMapping(cells), dateOrder } as KitListMapping;
    columns = must(locateKitListColumns(cells, mapping));
    reader = new KitListReader(columns, context);
  });
  const stop = scan.push(text, true);
  if (stop !== undefined || reader === undefined) throw new Error(JSON.stringify(stop));
  return reader.finish();
}
