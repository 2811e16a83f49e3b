import type { InputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { ShipmentState } from '../../shared/domain/shipment/shipment-state.ts';
import { signatureOf } from './open-study.ts';
import type { OpenStudy, Person } from './open-study.ts';
import { eligible } from './running-study.ts';

/** One random command: what to do, and three numbers that choose with whom and with what. */
export interface Step {
  readonly op: Op;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What the steps have done, counted apart from the tables. */
export interface Tally {
  generated: number;
  destroyed: number;
  readonly accepted: Map<Op, number>;
}

interface World {
  readonly study: OpenStudy;
  readonly tally: Tally;
  readonly step: Step;
}

const places = ['central', 'second', 'S001', 'S003'] as const;
const reason = 'a random step';
const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % from.length];

const kitsIn = ({ study }: World, where: string, ...values: string[]): string[] =>
  study.db
    .prepare(
      `SELECT kit.number FROM kit JOIN place ON place.id = kit.place WHERE ${where} ORDER BY kit.id`,
    )
    .all<{ number: string }>(...values)
    .map(({ number }) => number);

const someOf = (numbers: readonly string[], { a, c }: Step): string[] =>
  Array.from(
    { length: Math.min(numbers.length, 1 + (c % 3)) },
    (_, i) => numbers[(a + i * 7) % numbers.length] as string,
  ).filter((number, i, all) => all.indexOf(number) === i);

const shipmentsIn = ({ study }: World, ...states: ShipmentState[]): string[] =>
  study.db
    .prepare(
      `SELECT code FROM shipment WHERE status IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all<{ code: string }>(JSON.stringify(states))
    .map(({ code }) => code);

/** Asks the real core; anything but an answer or a refusal is a defect. */
async function ask<N extends ProcedureName>(
  { study, tally, step }: World,
  user: Person,
  name: N,
  input: InputOf<N>,
) {
  const reply = await study.ask(user, name, input);
  if (reply.kind === 'refused') return null;
  if (reply.kind !== 'ok') {
    throw new Error(`${step.op}: ${name} ${JSON.stringify(input)}: ${JSON.stringify(reply)}`, {
      cause: study.incidents.at(-1),
    });
  }
  tally.accepted.set(step.op, (tally.accepted.get(step.op) ?? 0) + 1);
  return reply.value;
}

const onShipment =
  (name: 'approve' | 'pack' | 'cancel' | 'dispatch' | 'lose') => async (world: World) => {
    const from = {
      approve: ['requested'],
      pack: ['picked'],
      dispatch: ['packed'],
      cancel: ['requested', 'approved', 'picked', 'packed'],
      lose: ['in-transit', 'partly-received'],
    } as const;
    const shipment = pick(shipmentsIn(world, ...from[name]), world.step.a);
    if (shipment === undefined) return;
    const more = {
      approve: {},
      pack: {},
      cancel: { reason },
      dispatch: { carrier: 'x' },
      lose: { reason },
    };
    await ask(world, 'pharma', `shipments.${name}`, { shipment, ...more[name] } as never);
  };

const act = (action: InputOf<'kits.act'>['action'], where: string) => async (world: World) => {
  const numbers = someOf(kitsIn(world, where), world.step);
  if (numbers.length > 0) await ask(world, 'pharma', 'kits.act', { numbers, action, reason });
};

async function receive(world: World): Promise<void> {
  const { a, b, c } = world.step;
  const shipment = pick(shipmentsIn(world, 'in-transit', 'partly-received'), a);
  if (shipment === undefined) return;
  const { kits } = await world.study.must('pharma', 'shipments.get', { shipment });
  const open = kits.filter(({ condition }) => condition === null);
  const judged = open.flatMap(({ number }, i) => {
    const condition = pick(
      ['acceptable', 'acceptable', 'acceptable', 'damaged', 'missing', null] as const,
      b + i,
    );
    return condition === null || condition === undefined ? [] : [{ number, condition }];
  });
  const extra = c % 4 === 0 ? someOf(kitsIn(world, 'TRUE'), world.step).slice(0, 1) : [];
  const logger = pick(['no-alarm', 'alarmed', 'not-found', 'none'] as const, c) ?? 'none';
  await ask(world, 'pharma', 'shipments.receive', { shipment, kits: judged, extra, logger });
}

async function pickShipment(world: World): Promise<void> {
  const shipment = pick(shipmentsIn(world, 'approved', 'picked'), world.step.a);
  if (shipment === undefined) return;
  const proposal = await world.study.ask('pharma', 'shipments.proposePick', { shipment });
  if (proposal.kind !== 'ok') return;
  const numbers = proposal.value.kits.map(({ number }) => number);
  await ask(world, 'pharma', 'shipments.pick', { shipment, numbers });
}

async function returnUnits(world: World): Promise<void> {
  const { a, b, c } = world.step;
  const number = pick(kitsIn(world, 'kit.subject IS NOT NULL'), a);
  if (number === undefined) return;
  const row = (await world.study.must('pharma', 'accountability.kits', { number })).rows[0];
  const subject = row?.subject ?? null;
  if (subject === null) return;
  const kits = [{ number, returned: b % 12, lost: c % 3 }];
  await ask(world, 'pharma', 'accountability.returnUnits', { subject, kits });
}

const counted = `EXISTS (SELECT 1 FROM kit_return WHERE kit_return.kit = kit.id)`;

/** Every kind of command that moves kits or units, each by its way through the door. */
const ops = {
  generate: async (world: World) => {
    const { a, b } = world.step;
    const quantities = ['kit-active', 'kit-placebo', 'rescue'].map((kitType) => ({
      kitType,
      count: 1 + (b % 3),
    }));
    const place = pick(['central', 'second'], a) ?? 'central';
    const made = await ask(world, 'pharma', 'kits.generate', { lot: 'L-2', place, quantities });
    world.tally.generated += made?.generated ?? 0;
  },
  request: async (world: World) => {
    const { a, b, c } = world.step;
    const [from, to] = [pick(places, a) as string, pick(places, b) as string];
    const lines = [
      { kitType: pick(['kit-active', 'kit-placebo', 'rescue'], c) as string, count: 1 + (c % 2) },
    ];
    await ask(world, 'pharma', 'shipments.request', { from, to, lines });
  },
  requestReturn: async (world: World) => {
    const { a, b } = world.step;
    const [from, to] = [pick(places, a) as string, pick(places, b) as string];
    const numbers = someOf(kitsIn(world, 'place.code = ?', from), world.step);
    if (numbers.length > 0)
      await ask(world, 'pharma', 'shipments.requestReturn', { from, to, numbers });
  },
  send: async (world: World) => {
    const { a, b } = world.step;
    const quantities = [
      { kitType: pick(['kit-active', 'kit-placebo', 'rescue'], b) as string, count: 1 },
    ];
    await ask(world, 'pharma', 'kits.send', {
      from: 'central',
      to: pick(['S001', 'S003'], a) as string,
      quantities,
    });
  },
  receiveKits: async (world: World) => {
    const place = pick(places, world.step.b) as string;
    const numbers = someOf(
      kitsIn(world, `place.code = ? AND state = 'in-transit'`, place),
      world.step,
    );
    if (numbers.length > 0) await ask(world, 'pharma', 'kits.receive', { place, numbers });
  },
  approve: onShipment('approve'),
  pick: pickShipment,
  pack: onShipment('pack'),
  dispatch: onShipment('dispatch'),
  cancel: onShipment('cancel'),
  lose: onShipment('lose'),
  receive,
  quarantine: act('quarantine', `state IN ('at-depot', 'at-site', 'reserved', 'damaged')`),
  release: async (world: World) => {
    const numbers = someOf(kitsIn(world, `state IN ('quarantined', 'damaged')`), world.step);
    const input = { numbers, reason, signature: signatureOf('qa') };
    if (numbers.length > 0) await ask(world, 'pharma', 'kits.release', input);
  },
  damage: act('report-damaged', `state IN ('at-site', 'reserved', 'dispensed', 'quarantined')`),
  miss: act('report-missing', `state <> 'missing'`),
  find: act('find', `state = 'missing'`),
  allocate: async (world: World) => {
    const site = pick(['S001', 'S003'], world.step.a) as string;
    const subject = `P-${world.study.db.prepare('SELECT count(*) AS n FROM subject').get<{ n: number }>()?.n}`;
    await ask(world, 'pharma', 'subjects.allocate', { subject, site, ...eligible('female', 40) });
  },
  dispense: async (world: World) => {
    const subjects = world.study.db
      .prepare('SELECT code FROM subject ORDER BY id')
      .all<{ code: string }>();
    const subject = pick(subjects, world.step.a)?.code;
    if (subject !== undefined)
      await ask(world, 'pharma', 'subjects.dispense', { subject, visit: 'V2' });
  },
  returnUnits,
  countAgain: async (world: World) => {
    const number = pick(kitsIn(world, counted), world.step.a);
    if (number === undefined) return;
    await ask(world, 'qa', 'accountability.countAgain', {
      kits: [{ number, counted: world.step.b % 11 }],
    });
  },
  correct: async (world: World) => {
    const { a, b, c } = world.step;
    const number = pick(kitsIn(world, counted), a);
    if (number === undefined) return;
    await ask(world, 'pharma', 'accountability.correct', {
      number,
      returned: b % 11,
      lost: c % 3,
      reason,
    });
  },
  setAside: async (world: World) => {
    const numbers = someOf(
      kitsIn(world, `state IN ('returned', 'damaged', 'quarantined', 'dispensed')`),
      world.step,
    );
    if (numbers.length > 0)
      await ask(world, 'pharma', 'accountability.setAside', { numbers, reason });
  },
  destroy: async (world: World) => {
    const place = pick(places, world.step.b) as string;
    const numbers = someOf(
      kitsIn(world, `place.code = ? AND state = 'awaiting-destruction'`, place),
      world.step,
    );
    if (numbers.length === 0) return;
    const input = {
      place,
      numbers,
      method: 'burnt',
      on: '2026-03-01',
      signature: signatureOf('qa'),
    };
    const done = await ask(world, 'pharma', 'accountability.destroy', input);
    world.tally.destroyed += done?.kits ?? 0;
  },
} as const;

export type Op = keyof typeof ops;

/** Kinds of commands, the common ones several times. */
export const opNames = Object.keys(ops) as Op[];

/** Does one step in a study. */
export const perform = (study: OpenStudy, tally: Tally, step: Step): Promise<void> =>
  ops[step.op]({ study, tally, step });
