import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import type { Core } from '../../../electron/node/core-settings.ts';

/** A command as it is sent: the same one can be sent again under its id. */
export interface Sent {
  readonly name: ProcedureName;
  readonly input: object;
  readonly requestId: string;
}

/** What is asked of the study to find something that can be done. */
export type Ask = (name: ProcedureName, input: object) => Promise<never>;

interface KitRow {
  readonly number: string;
  readonly place: string | null;
}

interface World {
  readonly ask: Ask;
  readonly seed: number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  count: number;
}

export type Draw = () => Promise<Sent | null>;

/** Draws commands of daily work, each from what the study holds at that moment. */
export function drawCommands(core: Core, seed: number): Draw {
  const words = new Xoshiro().startReplicate(seed, 0, 0);
  const below = (limit: number): number => Math.floor(uniform(words) * limit);
  const world: World = {
    ask: async (name, input) => {
      const reply = await core.dispatch({ name, input });
      if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
      return reply.value as never;
    },
    seed,
    below,
    pick: (items) => items[below(items.length)] as never,
    count: 0,
  };
  return async () => {
    const made = await world.pick(makers)(world);
    world.count += 1;
    if (made === null) return null;
    return { name: made[0], input: made[1], requestId: `fault-${seed}-${world.count}` };
  };
}

type Maker = (world: World) => Promise<readonly [ProcedureName, object] | null>;

const kitTypes = ['capsules-active', 'capsules-placebo', 'rescue'];
const reason = 'Drawn for a trial of the machine.';

const kitsWith = async (world: World, filter: object): Promise<readonly KitRow[]> => {
  const found: { readonly rows: readonly KitRow[] } = await world.ask('kits.page', {
    ...filter,
    limit: 8,
    offset: world.below(20),
  });
  return found.rows;
};

const sitesOf = async (world: World): Promise<readonly { id: string; status: string }[]> => {
  const found: { places: { id: string; kind: string; status: string }[] } = await world.ask(
    'study.places',
    {},
  );
  return found.places.filter(({ kind }) => kind === 'site');
};

const depotOf = async (world: World): Promise<string> => {
  const found: { places: { id: string; kind: string }[] } = await world.ask('study.places', {});
  return world.pick(found.places.filter(({ kind }) => kind === 'depot')).id;
};

const registerLot: Maker = async ({ seed, count }) => [
  'lots.register',
  { lot: `F${seed}-${count}`, expiry: '2031-05-31' },
];

const generateKits: Maker = async (world) => [
  'kits.generate',
  {
    lot: 'L25-064',
    place: await depotOf(world),
    quantities: kitTypes.map((kitType) => ({ kitType, count: 3 + world.below(2) })),
  },
];

const quarantineKits: Maker = async (world) => {
  const rows = await kitsWith(world, { status: ['at-depot', 'at-site'] });
  const numbers = rows.map(({ number }) => number);
  return numbers.length === 0 ? null : ['kits.act', { numbers, action: 'quarantine', reason }];
};

const releaseKits: Maker = async (world) => {
  const rows = await kitsWith(world, { status: ['quarantined'] });
  const numbers = rows.map(({ number }) => number);
  if (numbers.length === 0) return null;
  const meaning = 'I release these kits for use';
  const signature = { user: 'helen', passphrase: demonstrationPassphrase, meaning };
  return ['kits.release', { numbers, reason, signature }];
};

const sendKits: Maker = async (world) => {
  const to = world.pick(await sitesOf(world)).id;
  const quantities = kitTypes.map((kitType) => ({ kitType, count: 1 + world.below(3) }));
  return ['kits.send', { from: await depotOf(world), to, quantities }];
};

const receiveKits: Maker = async (world) => {
  const [first] = await kitsWith(world, { status: ['in-transit'] });
  const place = first?.place;
  if (place === undefined || place === null) return null;
  const rows = await kitsWith(world, { status: ['in-transit'], place });
  const numbers = rows.map(({ number }) => number);
  return numbers.length === 0 ? null : ['kits.receive', { place, numbers }];
};

const allocate: Maker = async (world) => {
  const site = world.pick(await sitesOf(world));
  return [
    'subjects.allocate',
    {
      subject: `F${world.seed}-${world.count}`,
      site: site.id,
      consent: { version: '2.0', at: '2026-01-01T10:00:00+01:00' },
      gates: ['I1', 'I2', 'E1', 'E2'],
      factors: {
        age: String(20 + world.below(60)),
        'prior-therapy': world.pick(['none', 'treated']),
      },
    },
  ];
};

const dispense: Maker = async (world) => {
  const found: { rows: { subject: string }[] } = await world.ask('subjects.page', { limit: 100 });
  const { subject } = world.pick(found.rows);
  const { nextVisits }: { nextVisits: { visit: string }[] } = await world.ask('subjects.get', {
    subject,
  });
  const [next] = nextVisits;
  return next === undefined ? null : ['subjects.dispense', { subject, visit: next.visit }];
};

/** A kit that a subject has and has not brought back comes home with a few units. */
const returnUnits: Maker = async (world) => {
  const found: {
    rows: { number: string; subject: string | null; dispensed: number | null; returned: unknown }[];
  } = await world.ask('accountability.kits', {
    place: world.pick(await sitesOf(world)).id,
    bucket: 'dispensed',
    limit: 100,
  });
  const open = found.rows.filter((row) => row.returned === null && row.subject !== null);
  if (open.length === 0) return null;
  const { number, subject, dispensed } = world.pick(open);
  const returned = world.below((dispensed ?? 0) + 1);
  return ['accountability.returnUnits', { subject, kits: [{ number, returned }] }];
};

/** Closes one site in ten that it looks at, so that most stay open. */
const setSiteStatus: Maker = async (world) => {
  const site = world.pick(await sitesOf(world));
  if (site.status === 'active' && world.below(10) > 0) return null;
  const status = site.status === 'active' ? 'closed' : 'active';
  return ['study.setSiteStatus', { site: site.id, status, reason }];
};

const makers: readonly Maker[] = [
  registerLot,
  generateKits,
  quarantineKits,
  releaseKits,
  sendKits,
  receiveKits,
  allocate,
  allocate,
  dispense,
  dispense,
  returnUnits,
  setSiteStatus,
];
