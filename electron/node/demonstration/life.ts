import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { addDays, isoDateFromEpochDay } from '../../../shared/base/iso-date.ts';
import { epochMsOf, localText } from '../../../shared/base/instant.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { accountForUnits } from './accountability.ts';
import { BackupStory } from './backup.ts';
import { breakCodes, leaveOpenCodeBreak } from './code-breaks.ts';
import { coldChainDays, liveColdChain } from './cold-chain.ts';
import { keepCustody } from './custody.ts';
import type { Doer } from './doer.ts';
import { demonstrationPeople } from './people.ts';
import { planDemonstration } from './plan.ts';
import type { PlannedStep } from './plan.ts';
import type { ScriptedClock } from './scripted-clock.ts';
import { leaveForecasts } from './forecasts.ts';
import { labelKits } from './labels.ts';
import { leaveLots, makeMembers } from './lots.ts';
import { leaveShipments } from './shipments.ts';
import type { SiteMachine } from './site-machines.ts';
import { StockKeeper } from './stock-keeper.ts';
import { leaveProposal, SignedResupply } from './resupply.ts';
import { TrailReviews } from './trail-reviews.ts';

export interface Life {
  readonly doer: Doer;
  readonly clock: ScriptedClock;
  readonly definition: StudyDefinition;
  readonly days: number;
  readonly scale: 'small' | 'full';
  readonly passphrase: string;
  readonly progress: (done: number, total: number, message: string) => void;
  /** A new machine at a site. */
  readonly machineAt: (site: string) => SiteMachine;
}

interface Arriving {
  readonly day: number;
  readonly site: string;
  readonly numbers: readonly string[];
}

interface Tally {
  randomized: number;
  dispensed: number;
  shipments: number;
  refused: number;
}

const personOf = (role: string): string =>
  demonstrationPeople.find((person) => person.role === role)?.user as string;

/** Lives the demonstration: list, lots, kits, sites, subjects and visits in order of time. Says what was done. */
export async function demonstrationLife(life: Life): Promise<readonly string[]> {
  await prepareList(life);
  await prepareKits(life);
  const tally = await liveThrough(life);
  await breakCodes(life);
  await leaveLots(life);
  await accountForUnits(life);
  await leaveShipments(life);
  await leaveSomethingToDo(life);
  await keepCustody(life);
  await leaveForecasts(life);
  await leaveOpenCodeBreak(life);
  return [
    `${life.definition.sites.length} sites in ${life.definition.regions.length} regions`,
    `4 lots, the first of them being extended, with ${lotPlans(life).reduce((sum, lot) => sum + lot.each * life.definition.kitTypes.length, 0)} kits of ${life.definition.kitTypes.length} types`,
    'a stratified list and one for backup, verified, signed by two people and locked',
    `${tally.shipments} shipments to sites`,
    `${tally.randomized} subjects randomized, ${tally.dispensed} later visits dispensed, ${tally.refused} refused for want of kits`,
    'two codes broken in an emergency, one of them assessed, and one exercise',
    'two reviews of the trail, one question of them open',
    '7 subjects randomized by sealed envelopes without the network, at two sites',
  ];
}

const signIn = (life: Life, role: string) =>
  life.doer.do('session.signIn', { user: personOf(role), passphrase: life.passphrase });

async function prepareList(life: Life): Promise<void> {
  const { doer, clock } = life;
  const statistician = personOf('unblinded-statistician');
  const pharmacist = personOf('unblinded-pharmacist');
  const meaning = 'I approve this randomization list';
  clock.moveTo(0.01);
  await signIn(life, 'unblinded-statistician');
  await doer.do('randomization.generate', {
    list: 'MAIN',
    procedure: 'pbd',
    parameters: { blocks: [4, 6] },
    stratifyBy: ['region', 'age'],
    slotsPerStratum: life.scale === 'full' ? 120 : 48,
  });
  await doer.do('randomization.generate', {
    list: 'BACKUP',
    purpose: 'reserve',
    procedure: 'pbd',
    parameters: { block: 4 },
    stratifyBy: ['region', 'age'],
    slotsPerStratum: 24,
  });
  clock.moveTo(0.02);
  for (const list of ['MAIN', 'BACKUP']) {
    await doer.do('randomization.verify', { list });
    for (const user of [statistician, pharmacist]) {
      clock.moveTo(user === statistician ? 0.03 : 0.2);
      await doer.do('randomization.sign', {
        list,
        signature: { user, passphrase: life.passphrase, meaning },
      });
    }
  }
}

/** Expiries lie around today, so that windows, refusals and warnings are to be seen. */
const lotPlans = (life: Life) => {
  const size = life.scale === 'full' ? 8 : 1;
  return [
    { lot: 'L24-117', each: 60 * size, expiresIn: life.days + 50 },
    { lot: 'L25-021', each: 90 * size, expiresIn: life.days + 190 },
    { lot: 'L25-064', each: 120 * size, expiresIn: life.days + 420 },
  ];
};

async function prepareKits(life: Life): Promise<void> {
  const { doer, clock, definition } = life;
  clock.moveTo(0.3);
  await signIn(life, 'unblinded-pharmacist');
  const depot = definition.depots[0]?.id as string;
  const start = isoDateFromEpochDay(Math.floor(epochMsOf(clock.now().instant) / 86_400_000));
  for (const plan of lotPlans(life)) {
    clock.moveTo(0.4);
    const expiry = addDays(start, plan.expiresIn);
    const members = await makeMembers(life, { lot: plan.lot, expiry });
    await doer.do('lots.register', { lot: plan.lot, members: [...members] });
    clock.moveTo(0.45);
    await doer.do('kits.generate', {
      lot: plan.lot,
      place: depot,
      quantities: definition.kitTypes.map(({ id }) => ({
        kitType: id as string,
        count: plan.each,
      })),
    });
  }
  await labelKits(
    life,
    lotPlans(life).map(({ lot }) => lot),
  );
}

async function liveThrough(life: Life): Promise<Tally> {
  const steps = planDemonstration(life.definition, life.days);
  const tally: Tally = { randomized: 0, dispensed: 0, shipments: 0, refused: 0 };
  const story: Story = {
    life,
    stock: new StockKeeper(life.definition),
    resupply: new SignedResupply(life),
    backup: new BackupStory(life),
    reviews: new TrailReviews(life),
    arriving: [],
    open: [],
    subjects: new Map(),
    tally,
  };
  const coldChain = steps.findIndex(({ day }) => day > life.days - coldChainDays);
  for (const [i, step] of steps.entries()) {
    if (i === coldChain) await liveColdChain(life);
    await receiveUntil(story, step.day);
    await story.backup.until(step.day);
    await story.reviews.until(step.day);
    life.clock.moveTo(step.day);
    await perform(story, step);
    if (i % 10 === 0) life.progress(i, steps.length, 'living the demonstration study');
  }
  await receiveUntil(story, life.days - 2);
  await story.backup.until(life.days);
  return tally;
}

interface Story {
  readonly life: Life;
  readonly stock: StockKeeper;
  readonly resupply: SignedResupply;
  readonly backup: BackupStory;
  readonly reviews: TrailReviews;
  readonly arriving: Arriving[];
  readonly open: string[];
  readonly subjects: Map<string, string>;
  readonly tally: Tally;
}

async function perform(story: Story, step: PlannedStep): Promise<void> {
  if (step.kind === 'open-site') {
    story.open.push(step.site);
    await supply(story, step.site, step.day);
  } else if (step.kind === 'resupply') {
    if (await story.resupply.run(step.day)) return;
    for (const site of story.open) await supply(story, site, step.day);
  } else if (step.kind === 'randomize') {
    await randomize(story, step);
  } else {
    await dispenseVisit(story, step);
  }
}

async function supply(story: Story, site: string, day: number): Promise<void> {
  const quantities = story.stock.wanted(site);
  if (quantities.length === 0) return;
  const { doer, clock, definition } = story.life;
  clock.moveTo(day);
  const from = definition.depots[0]?.id as string;
  const sent = await doer.attempt('kits.send', { from, to: site, quantities });
  if (sent === null) return;
  story.stock.sent(site, quantities);
  story.arriving.push({ day: day + 3.2, site, numbers: sent.numbers });
  story.tally.shipments += 1;
}

async function receiveUntil(story: Story, day: number): Promise<void> {
  await story.resupply.receiveUntil(day);
  while (story.arriving[0] !== undefined && story.arriving[0].day <= day) {
    const arrived = story.arriving.shift() as Arriving;
    story.life.clock.moveTo(arrived.day);
    await story.life.doer.do('kits.receive', {
      place: arrived.site,
      numbers: [...arrived.numbers],
    });
  }
}

async function randomize(
  story: Story,
  step: Extract<PlannedStep, { kind: 'randomize' }>,
): Promise<void> {
  const { doer, clock, definition } = story.life;
  const consentAt = localText(addMilliseconds(clock.now().instant, -3_600_000), 60);
  const given = await doer.attempt('subjects.allocate', {
    subject: step.subject,
    site: step.site,
    consent: { version: definition.gates.consentVersions.at(-1) as string, at: consentAt },
    gates: definition.gates.eligibility.map(({ id }) => id),
    factors: { ...step.factors },
  });
  if (given === null) {
    story.tally.refused += 1;
    return;
  }
  story.subjects.set(step.subject, step.site);
  story.stock.used(step.site, given.arm, given.visit);
  story.tally.randomized += 1;
}

async function dispenseVisit(
  story: Story,
  step: Extract<PlannedStep, { kind: 'visit' }>,
): Promise<void> {
  const site = story.subjects.get(step.subject);
  if (site === undefined) return;
  const { subject, visit } = step;
  const given = await story.life.doer.attempt('subjects.dispense', { subject, visit });
  if (given === null) {
    story.tally.refused += 1;
    return;
  }
  story.stock.used(site, given.arm, visit);
  story.tally.dispensed += 1;
}

/** A list that waits for a second signature, kits in quarantine, a closed site: something on every worklist. */
async function leaveSomethingToDo(life: Life): Promise<void> {
  const { doer, clock, definition } = life;
  clock.moveTo(life.days - 0.15);
  const depot = definition.depots[0]?.id as string;
  const { rows } = await doer.do('kits.page', { place: depot, status: ['at-depot'], limit: 6 });
  const numbers = rows.map(({ number }) => number);
  await doer.do('kits.act', {
    numbers: numbers.slice(0, 5),
    action: 'quarantine',
    reason: 'Carton found open on the shelf; contents to be checked.',
  });
  await preQuarantine(life, depot);
  await doer.do('kits.act', {
    numbers: numbers.slice(5),
    action: 'report-damaged',
    reason: 'Bottle broken in the cold room.',
  });
  const last = definition.sites.at(-1)?.id as string;
  await doer.do('study.setSiteStatus', {
    site: last,
    status: 'closed',
    reason: 'Site closed by the sponsor after its monitoring visit.',
  });
  await leaveProposal(life);
  clock.moveTo(life.days - 0.1);
  await signIn(life, 'unblinded-statistician');
  await doer.do('randomization.generate', {
    list: 'RESERVE',
    purpose: 'reserve',
    procedure: 'pbd',
    parameters: { blocks: [4, 6] },
    stratifyBy: ['region'],
    slotsPerStratum: 60,
  });
  await doer.do('randomization.verify', { list: 'RESERVE' });
}

/** A few kits of the newest lot in use, still counted as stock. */
async function preQuarantine({ doer }: Life, place: string): Promise<void> {
  const { rows } = await doer.do('kits.page', {
    place,
    lot: 'L25-064',
    status: ['at-depot'],
    limit: 4,
  });
  await doer.do('kits.act', {
    numbers: rows.map(({ number }) => number),
    action: 'pre-quarantine',
    reason: 'A query on this shelf is open; the kits stay counted until it is answered.',
  });
}
