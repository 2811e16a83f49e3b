import type { Job } from '../../shared/app/ports.ts';
import { kitListCsv, kitListMapping, kitRows } from '../builders/kit-list-csv.ts';
import { openStudy, uploaded } from '../builders/open-study.ts';

/** How long an import through the door takes against bare inserts of the same rows into the same tables. */
export interface ImportFigure {
  readonly kits: number;
  readonly seconds: number;
  /** One transaction of prepared inserts: no file, no checks, no ledger. */
  readonly floorSeconds: number;
  readonly ratio: number;
  /** Largest resident size while importing, above that before, in megabytes; the uploaded text is part of it. */
  readonly peakMegabytes: number;
}

const secondsOf = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

const residentMegabytes = (): number => process.memoryUsage().rss / 1_000_000;

/** Imports `kits` kits into a fresh study. */
async function throughTheDoor(kits: number) {
  const file = uploaded('kits.csv', kitListCsv(kitRows(kits)));
  const before = residentMegabytes();
  let peak = before;
  const job: Job = {
    progress: (done) => {
      if (done % 16 === 0) peak = Math.max(peak, residentMegabytes());
    },
    cancelled: () => false,
  };
  const study = openStudy({ ports: { job: () => job } });
  const input = { file, mapping: kitListMapping, place: 'central' };
  const seconds = await secondsOf(() => study.must('pharma', 'kits.import', input));
  study.close();
  return { seconds, peakMegabytes: peak - before };
}

/** Inserts as many rows with the projection's own statement. */
async function bareInserts(kits: number): Promise<number> {
  const study = openStudy();
  await study.must('pharma', 'lots.register', { lot: 'L1', expiry: '2027-12-31' });
  const numbers = kitRows(kits).map(({ number }) => number);
  const { db } = study;
  const seconds = await secondsOf(() =>
    db.transaction(() => {
      db.exec(`INSERT INTO kit_batch (entry, nonce, kits) VALUES (1, '00', ${kits})`);
      const insert = db.prepare(
        `INSERT INTO kit (number, sequence, batch, batch_position, veil, lot, expiry_day, place, state)
         VALUES (?, ?, 1, ?, 0, 1, 21000, 1, 'at-depot')`,
      );
      numbers.forEach((number, i) => insert.run(number, i + 1, i));
    }),
  );
  study.close();
  return seconds;
}

export async function importFigure(kits: number): Promise<ImportFigure> {
  const { seconds, peakMegabytes } = await throughTheDoor(kits);
  const floorSeconds = await bareInserts(kits);
  return { kits, seconds, floorSeconds, ratio: seconds / floorSeconds, peakMegabytes };
}

if (import.meta.main) {
  for (const kits of process.argv.slice(2).map(Number)) {
    process.stdout.write(`${JSON.stringify(await importFigure(kits))}\n`);
  }
}
