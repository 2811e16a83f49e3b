import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { studyAccounts } from '../../../shared/app/accountability/places.ts';
import { imbalanceInWords, imbalances } from '../../../shared/domain/accountability/account.ts';
import type { PlaceAccount } from '../../../shared/domain/accountability/account.ts';
import { opNames, perform } from '../../builders/balance-world.ts';
import type { Step, Tally } from '../../builders/balance-world.ts';
import { seededRandom } from '../../fakes/random.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { smallStudyText } from '../../builders/small-study.ts';

const isLong = process.env['CACHET_LONG'] === '1';
const runs = isLong ? 60 : 5;
const stepsInRun = 400;
const seed = 20_261_121;

let study: OpenStudy | undefined;
afterEach(() => {
  study?.close();
  study = undefined;
});

/** Kits of two sizes, so that units and kits are counted apart. */
const definition = smallStudyText({
  extraKitTypes: ['rescue'],
  replace: [
    ['Kit rescue, unitCount: 10', 'Kit rescue, unitCount: 4'],
    ...(['active', 'placebo'] as const).map(
      (arm) =>
        [
          `arm: ${arm}, kits: [{ kitType: kit-${arm} }]`,
          `arm: ${arm}, kits: [{ kitType: kit-${arm} }, { kitType: rescue }]`,
        ] as const,
    ),
  ],
});

async function begin(
  sequence: number,
): Promise<{ readonly study: OpenStudy; readonly tally: Tally }> {
  study?.close();
  const opened = openStudy({ definition, ports: { random: seededRandom(`balance ${sequence}`) } });
  study = opened;
  // Nothing here is about power loss.
  opened.db.exec('PRAGMA synchronous = OFF');
  await opened.must('pharma', 'lots.register', { lot: 'L-2', expiry: '2027-05-31' });
  const quantities = ['kit-active', 'kit-placebo', 'rescue'].map((kitType) => ({
    kitType,
    count: 12,
  }));
  await opened.must('pharma', 'kits.generate', { lot: 'L-2', place: 'central', quantities });
  for (const to of ['S001', 'S003']) {
    const few = quantities.map(({ kitType }) => ({ kitType, count: 4 }));
    const sent = await opened.must('pharma', 'kits.send', { from: 'central', to, quantities: few });
    await opened.must('pharma', 'kits.receive', { place: to, numbers: sent.numbers });
  }
  const list = { list: 'MAIN', parameters: { blocks: [2] }, stratifyBy: [], slotsPerStratum: 60 };
  await opened.must('stat', 'randomization.generate', list);
  await opened.must('stat', 'randomization.verify', { list: 'MAIN' });
  for (const user of ['stat', 'pharma'] as const) {
    await opened.must(user, 'randomization.sign', { list: 'MAIN', signature: signatureOf(user) });
  }
  return { study: opened, tally: { generated: 36, destroyed: 0, accepted: new Map() } };
}

/** Every account that does not add up, the study as a whole among them, in words. */
function outOfBalance({ db, sealer }: OpenStudy): string[] {
  const { places, study: whole } = studyAccounts({ db, sealer });
  const accounts: PlaceAccount[] = [...places].map(([place, account]) => ({
    place: `place ${place}`,
    ...account,
  }));
  return imbalances([...accounts, { place: 'the study', ...whole }]).map(imbalanceInWords);
}

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.constantFrom(...opNames),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
  c: fc.nat(10_000),
});

/** The failing step and how to run it again; hundreds of steps in a message help nobody. */
async function report(details: fc.RunDetails<[Step[]]>): Promise<void> {
  if (!details.failed) return;
  const again = `seed ${details.seed}, path ${details.counterexamplePath}`;
  throw new Error(`${again}: ${String(details.errorInstance)}`, { cause: details.errorInstance });
}

it(
  'keeps received = on hand + dispensed + sent on + lost + destroyed after every command',
  { timeout: isLong ? 1_200_000 : 120_000 },
  async () => {
    let run = 0;
    const accepted = new Map<string, number>();
    const sequences = fc.array(step, { minLength: stepsInRun, maxLength: stepsInRun });
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        const world = await begin(run++);
        for (const [i, one] of steps.entries()) {
          await perform(world.study, world.tally, one);
          const wrong = outOfBalance(world.study);
          if (wrong.length > 0)
            throw new Error(`step ${i} ${JSON.stringify(one)}: ${wrong.join()}`);
        }
        const { study: whole } = studyAccounts(world.study);
        expect(whole.kits.received).toBe(world.tally.generated);
        expect(whole.kits.destroyed).toBe(world.tally.destroyed);
        for (const [op, count] of world.tally.accepted) {
          accepted.set(op, (accepted.get(op) ?? 0) + count);
        }
        expect(replayed(world.study).checks.filter(({ passed }) => !passed)).toEqual([]);
      }),
      { seed, numRuns: runs, endOnFailure: true, asyncReporter: report },
    );
    const never = opNames.filter((op) => !accepted.has(op));
    expect(never, `seed ${seed}: every kind of command was accepted`).toEqual([]);
  },
);

it('catches a kit that moves, and a receipt that is lost, without a record', async () => {
  const world = await begin(0);
  expect(outOfBalance(world.study)).toEqual([]);
  const move = (from: string, to: string): void =>
    world.study.db
      .prepare(
        `UPDATE kit SET place = (SELECT id FROM place WHERE code = ?)
         WHERE id = (SELECT max(kit.id) FROM kit JOIN place ON place.id = kit.place
           WHERE place.code = ? AND kit.state = 'at-depot')`,
      )
      .run(to, from);
  move('central', 'second');
  expect(outOfBalance(world.study).join()).toContain('kits received');
  move('second', 'central');
  expect(outOfBalance(world.study)).toEqual([]);
  world.study.db.exec(
    `DELETE FROM kit_move WHERE direction = 'in'
       AND kit = (SELECT kit FROM kit_move WHERE direction = 'in' LIMIT 1)`,
  );
  expect(outOfBalance(world.study).join()).toContain('kits received');
});
