import { addDays, isoDateFromEpochDay } from '../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../shared/base/iso-date.ts';
import { epochMsOf } from '../../../shared/base/instant.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

const extendedLot = 'L24-117';
const campaign = 'EXT-01';

const userOf = (role: string): string =>
  demonstrationPeople.find((person) => person.role === role)?.user as string;

const signedBy = (life: Life, role: string, name: ProcedureName) => ({
  user: userOf(role),
  passphrase: life.passphrase,
  meaning: contracts[name].signatures?.meaning ?? '',
});

const todayOf = ({ clock }: Life): IsoDate =>
  isoDateFromEpochDay(Math.floor(epochMsOf(clock.now().instant) / 86_400_000));

/** One manufacturing lot a kit type for each packaging lot; they end a little after the lot that they went into. */
export async function makeMembers(
  life: Life,
  plan: { readonly lot: string; readonly expiry: IsoDate },
): Promise<readonly string[]> {
  const members: string[] = [];
  for (const [i, { id }] of life.definition.kitTypes.entries()) {
    const lot = `M${plan.lot.slice(1)}-${i + 1}`;
    const expiry = addDays(plan.expiry, 30 * i);
    await life.doer.do('lots.registerManufacturing', { lot, kitType: id, expiry });
    members.push(lot);
  }
  return members;
}

/**
 * The first lot ends soon, so it is being extended: approved in some countries, scanned at the depot and partly at a
 * site. A new lot waits for its release, and a kit is kept for a subject.
 */
export async function leaveLots(life: Life): Promise<void> {
  const { doer, clock, days } = life;
  clock.moveTo(days - 1.9);
  await doer.do('lots.setLabelGroup', { lots: [extendedLot, 'L25-021'], group: 'CAP-EN-1' });
  await startExtension(life);
  const [first, second] = await placesWithMost(life);
  if (first !== undefined) {
    clock.moveTo(days - 1.7);
    await confirmAt(life, first.place, 1);
    await doer.do('campaigns.countLabels', {
      ...(await labelsAt(life, first.place)),
      note: 'One label torn while it was peeled off; kept with the record.',
    });
  }
  if (second !== undefined) {
    clock.moveTo(days - 1.6);
    await confirmAt(life, second.place, 0.5);
  }
  clock.moveTo(days - 1.5);
  await newLotOnHold(life);
  await keepForSubject(life);
}

async function startExtension(life: Life): Promise<void> {
  const { doer } = life;
  const { lot } = await doer.do('lots.get', { lot: extendedLot });
  await doer.do('campaigns.start', {
    campaign,
    lots: [extendedLot],
    expiry: addDays(lot.expiry as IsoDate, 184),
    untilScanned: 'old-date',
    basis: 'Stability report SR-2025-14, 36 months at 25 °C',
    reason: 'The retest at 36 months met its specification.',
    signature: signedBy(life, 'unblinded-pharmacist', 'campaigns.start'),
  });
  const approving = (await placesWithMost(life)).slice(0, 2).map(({ country }) => country);
  for (const [i, country] of [...new Set(approving)].entries()) {
    await doer.do('campaigns.approveCountry', {
      campaign,
      country,
      approvedOn: addDays(todayOf(life), -9 + 3 * i),
      reference: `Substantial amendment ${country}-2026/${114 + i}`,
    });
  }
}

/** Places of the extension, those with most kits first. */
async function placesWithMost({ doer }: Life) {
  const { places } = await doer.do('campaigns.get', { campaign });
  return places.toSorted(
    (a, b) => b.waiting + b.confirmed - a.waiting - a.confirmed || (a.place < b.place ? -1 : 1),
  );
}

/** Scans a share of the kits that wait at a place. */
async function confirmAt({ doer }: Life, place: string, share: number): Promise<void> {
  const { kits } = await doer.do('campaigns.kits', { campaign, place });
  const waiting = kits.filter(
    ({ status, state }) => status === 'waiting' && state !== 'in-transit',
  );
  const numbers = waiting.slice(0, Math.ceil(waiting.length * share)).map(({ number }) => number);
  if (numbers.length > 0) await doer.do('campaigns.confirm', { campaign, place, numbers });
}

async function labelsAt({ doer }: Life, place: string) {
  const { confirmed } = await doer.do('campaigns.kits', { campaign, place });
  const counted = { issued: confirmed + 6, used: confirmed, destroyed: 4, kept: 1 };
  return { campaign, place, ...counted };
}

async function newLotOnHold(life: Life): Promise<void> {
  const { doer, definition } = life;
  const lot = 'L26-008';
  const expiry = addDays(todayOf(life), 700);
  const members = await makeMembers(life, { lot, expiry });
  await doer.do('lots.register', {
    lot,
    members: [...members],
    retest: addDays(todayOf(life), 365),
    labelGroup: 'CAP-EN-2',
    status: 'on-hold',
  });
  await doer.do('kits.generate', {
    lot,
    place: definition.depots[0]?.id as string,
    quantities: definition.kitTypes.map(({ id }) => ({ kitType: id as string, count: 20 })),
  });
}

/** The last-expiring kit that fits, for the next visit of the first subject that has one. */
async function keepForSubject({ doer }: Life): Promise<void> {
  const { rows } = await doer.do('subjects.page', { limit: 20 });
  for (const { subject, site, status } of rows) {
    if (status !== 'randomized') continue;
    const { subject: seen, nextVisits } = await doer.do('subjects.get', { subject });
    const [visit] = nextVisits;
    const [given] = seen.kits;
    if (visit === undefined || given === undefined) continue;
    const { kit } = await doer.do('kits.get', { number: given });
    const [spare] = (
      await doer.do('kits.page', {
        place: site,
        status: ['at-site'],
        ...(kit.kitType === null ? {} : { kitType: kit.kitType }),
        sort: 'expiry',
        descending: true,
        limit: 1,
      })
    ).rows;
    if (spare === undefined) continue;
    const reason = 'The subject travels; the site sets the kit aside for the visit.';
    const asked = { numbers: [spare.number], subject, visit: visit.visit, reason };
    if ((await doer.attempt('kits.reserve', asked)) !== null) return;
  }
}
