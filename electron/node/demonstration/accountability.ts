import { isoDateFromEpochDay } from '../../../shared/base/iso-date.ts';
import { epochMsOf } from '../../../shared/base/instant.ts';
import type { AccountKitRow } from '../../../shared/contracts/accountability.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

const subjectsThatReturn = 6;
/** Position of the kit whose second count is another one. */
const differing = 4;
/** Units left in the bottles that come back, in turn. */
const leftOver = [7, 5, 9, 6, 0, 8, 7, 4];

const personOf = (role: string): string =>
  demonstrationPeople.find((person) => person.role === role)?.user as string;

const signIn = ({ doer, passphrase }: Life, role: string) =>
  doer.do('session.signIn', { user: personOf(role), passphrase });

/**
 * Units come back at the first two sites, are counted twice with one difference, some kits are destroyed before a
 * witness, and one site's accountability is signed by pharmacist and monitor.
 */
export async function accountForUnits(life: Life): Promise<void> {
  const [first, second] = life.definition.sites.map(({ id }) => id as string);
  if (first === undefined || second === undefined) return;
  life.clock.moveTo(life.days - 1.8);
  const atFirst = await takeBack(life, first, subjectsThatReturn);
  const atSecond = await takeBack(life, second, 2);
  // The last kits of the first site wait for their second count.
  await countAgain(life, [...atFirst.slice(0, -2), ...atSecond]);
  await destroySome(life, first, atFirst.slice(0, 3));
  await signOff(life, second);
}

/** Kits of subjects who have had later ones, each with some units left. */
async function takeBack(
  { doer }: Life,
  site: string,
  most: number,
): Promise<readonly AccountKitRow[]> {
  const { rows } = await doer.do('accountability.subjects', { site, limit: 200 });
  const ready = rows.filter(({ kitsAwaited }) => kitsAwaited >= 3).slice(0, most);
  const taken: AccountKitRow[] = [];
  for (const { subject } of ready) {
    const kits = await doer.do('accountability.kits', { subject });
    const back = kits.rows.filter(({ visit }) => visit === kits.rows[0]?.visit);
    await doer.do('accountability.returnUnits', {
      subject,
      kits: back.map(({ number }, i) => ({
        number,
        returned: leftOver[(taken.length + i) % leftOver.length] as number,
        lost: taken.length === 2 && i === 0 ? 2 : 0,
      })),
      note: '',
    });
    taken.push(...back);
  }
  return taken;
}

/** All counts agree but one. */
async function countAgain(life: Life, taken: readonly AccountKitRow[]): Promise<void> {
  const { doer, clock, days } = life;
  clock.moveTo(days - 1.6);
  await signIn(life, 'qa');
  const counted: { number: string; counted: number }[] = [];
  for (const [i, { number }] of taken.entries()) {
    const row = (await doer.do('accountability.kits', { number })).rows[0];
    counted.push({ number, counted: (row?.returned ?? 0) + (i === differing ? 1 : 0) });
  }
  await doer.do('accountability.countAgain', { kits: counted });
  await signIn(life, 'unblinded-pharmacist');
}

async function destroySome(
  life: Life,
  place: string,
  kits: readonly AccountKitRow[],
): Promise<void> {
  const { doer, clock, days, passphrase } = life;
  if (kits.length === 0) return;
  const numbers = kits.map(({ number }) => number);
  clock.moveTo(days - 1.5);
  await doer.do('accountability.setAside', {
    numbers,
    reason: 'Returned and counted twice; released for destruction at the site.',
  });
  clock.moveTo(days - 1.4);
  await doer.do('accountability.destroy', {
    place,
    numbers: numbers.slice(0, 2),
    method: 'incineration by the hospital pharmacy',
    on: dayOf(life, -2),
    note: 'Container 14, sealed.',
    signature: {
      user: personOf('qa'),
      passphrase,
      meaning: 'I witnessed the destruction of these kits',
    },
  });
}

const dayOf = ({ clock }: Life, days: number) =>
  isoDateFromEpochDay(Math.floor(epochMsOf(clock.now().instant) / 86_400_000) + days);

async function signOff(life: Life, place: string): Promise<void> {
  const { doer, clock, days, passphrase } = life;
  clock.moveTo(days - 1.3);
  const period = { place, from: dayOf(life, -120), until: dayOf(life, -1) };
  const meaning = 'I have reconciled the kits and units of this period';
  for (const role of ['unblinded-pharmacist', 'qa']) {
    const signature = { user: personOf(role), passphrase, meaning };
    await doer.do('accountability.sign', { ...period, signature });
  }
}
