import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { kitListCsv, kitListMapping, kitRows } from '../../builders/kit-list-csv.ts';
import type { Sent } from '../writer/random-commands.ts';

const base64 = (content: string | Buffer): string => Buffer.from(content).toString('base64');

/** Founds a study at `path` from the demonstration's definition, with the people that the builders sign in. */
export function foundStudy(path: string): Sent {
  const text = readFileSync(join(resourcesDirectory(), 'demonstration', 'study.yaml'));
  const person = (user: string, printedName: string) => ({
    user,
    printedName,
    passphrase: demonstrationPassphrase,
    ownPassphrase: true,
  });
  return {
    name: 'store.create',
    input: {
      path,
      definition: { name: 'study.yaml', base64: base64(text) },
      administrator: person('ada', 'Ada Nkemelu'),
      pharmacist: person('maren', 'Maren Solberg'),
    },
    requestId: 'found',
  };
}

const kitTypes = ['capsules-active', 'capsules-placebo', 'rescue'];

/** Imports `count` kits in two lots into a study that has none. */
export function importKits(count: number): Sent {
  const rows = kitRows(count).map((row, i) => ({ ...row, kitType: kitTypes[i % 3] as string }));
  return {
    name: 'kits.import',
    input: {
      file: { name: 'kits.csv', base64: base64(kitListCsv(rows)) },
      mapping: kitListMapping,
      place: 'central',
    },
    requestId: 'import',
  };
}
