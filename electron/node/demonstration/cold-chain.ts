import { instantFromEpochMs, epochMsOf } from '../../../shared/base/instant.ts';
import { demonstrationPeople } from './people.ts';
import type { Life } from './life.ts';

/** How many days before its end the demonstration watches temperatures. */
export const coldChainDays = 9;

const hour = 3_600;
const profile = {
  profile: 'cachetine',
  name: 'Cachetine, 2 to 8 °C',
  bands: [
    { low: -1, high: 199, allowedSeconds: 12 * hour, longestSeconds: 4 * hour },
    { low: 199, high: 800, allowedSeconds: null, longestSeconds: null },
    { low: 800, high: 2500, allowedSeconds: 72 * hour, longestSeconds: 24 * hour },
    { low: 2500, high: 3000, allowedSeconds: 12 * hour, longestSeconds: 4 * hour },
  ],
  rule: 'worst' as const,
  activationEnergy: 83.144,
  reserveSeconds: 4 * hour,
  lots: null,
};

interface Journey {
  readonly site: number;
  readonly logger: string;
  readonly result: 'no-alarm' | 'alarmed';
  /** Temperature in °C a share (0 to 1) of the way along; null for no file. */
  readonly warmth: ((along: number) => number) | null;
  /** Shares of the way between which the logger kept nothing. */
  readonly gap?: readonly [from: number, to: number];
}

const bump = (along: number, at: number, width: number): number =>
  Math.exp(-(((along - at) / width) ** 2));

const journeys: readonly Journey[] = [
  { site: 1, logger: 'FT2-70105', result: 'no-alarm', warmth: (x) => 4.8 + 1.2 * Math.sin(9 * x) },
  {
    site: 2,
    logger: 'FT2-70106',
    result: 'alarmed',
    warmth: (x) => 4.6 + 10.5 * bump(x, 0.4, 0.12) + Math.sin(20 * x) / 2,
  },
  {
    site: 3,
    logger: 'FT2-70107',
    result: 'alarmed',
    warmth: (x) => 5 + 27 * bump(x, 0.55, 0.12) + Math.sin(25 * x) / 2,
    gap: [0.72, 0.76],
  },
  { site: 4, logger: 'FT2-70108', result: 'alarmed', warmth: null },
];

/** A logger's file as some makes export it: serial number and zone above the table, one line a reading. */
function loggerText(
  serial: string,
  given: { readonly from: number; readonly to: number; readonly step: number },
  { warmth, gap = [2, 2] }: Pick<Journey, 'gap'> & { readonly warmth: (along: number) => number },
): string {
  const lines = [`Serial number,${serial}`, 'Time zone,UTC', 'Date and time,Temperature (°C)'];
  for (let at = given.from; at <= given.to; at += given.step) {
    const along = (at - given.from) / (given.to - given.from);
    if (along > gap[0] && along < gap[1]) continue;
    const time = instantFromEpochMs(at * 1000);
    lines.push(`${time.slice(0, 10)} ${time.slice(11, 19)},${warmth(along).toFixed(1)}`);
  }
  return `${lines.join('\n')}\n`;
}

const uploaded = (name: string, text: string) => ({
  name,
  base64: Buffer.from(text).toString('base64'),
});

const secondNow = ({ clock }: Life): number => Math.floor(epochMsOf(clock.now().instant) / 1000);

const signedBy = (life: Life, role: string, meaning: string) => ({
  user: demonstrationPeople.find((person) => person.role === role)?.user as string,
  passphrase: life.passphrase,
  meaning,
});

interface Sent {
  readonly shipment: string;
  readonly numbers: readonly string[];
  readonly from: number;
  readonly journey: Journey;
}

async function send(life: Life, journey: Journey): Promise<Sent> {
  const { doer, definition } = life;
  const lines = definition.kitTypes.map(({ id }) => ({ kitType: id as string, count: 1 }));
  const { shipment } = await doer.do('shipments.request', {
    from: definition.depots[0]?.id as string,
    to: definition.sites[journey.site]?.id as string,
    lines,
  });
  await doer.do('shipments.approve', { shipment });
  const { kits } = await doer.do('shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await doer.do('shipments.pick', { shipment, numbers });
  await doer.do('shipments.pack', { shipment, logger: journey.logger });
  await doer.do('shipments.dispatch', { shipment, carrier: 'Nordic Cold Chain' });
  return { shipment, numbers, from: secondNow(life), journey };
}

async function arrive(life: Life, { shipment, numbers, from, journey }: Sent) {
  const { doer } = life;
  await doer.do('shipments.receive', {
    shipment,
    kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
    logger: journey.result,
  });
  const { warmth, logger, gap } = journey;
  if (warmth === null) return null;
  const time = { from: from - 600, to: secondNow(life) + 300, step: 300 };
  const text = loggerText(logger, time, { warmth, ...(gap === undefined ? {} : { gap }) });
  const file = uploaded(`${logger}.csv`, text);
  return doer.do('loggers.import', { file, watched: { shipment } });
}

/** A month of a site's refrigerator, in range. */
async function watchRefrigerator(life: Life): Promise<void> {
  const to = secondNow(life);
  const text = loggerText(
    'RF-20311',
    { from: to - 30 * 24 * hour, to, step: 600 },
    { warmth: (x) => 5 + 1.4 * Math.sin(190 * x) + Math.sin(11 * x) / 2 },
  );
  const place = life.definition.sites[0]?.id as string;
  await life.doer.do('loggers.import', {
    file: uploaded('refrigerator, last month.csv', text),
    watched: { place },
  });
}

/** A storage profile, logger files of shipments and of a refrigerator: one excursion is decided, one waits, one lacks its file. */
export async function liveColdChain(life: Life): Promise<void> {
  const { doer, clock, days } = life;
  clock.moveTo(days - coldChainDays);
  const meaning = 'I approve this storage profile and its stability budget';
  await doer.do('storage.setProfile', {
    profile,
    reason: 'Stability report SR-114: 36 months at 5 °C, 6 months at 25 °C.',
    signature: signedBy(life, 'qa', meaning),
  });
  await watchRefrigerator(life);
  const sent: Sent[] = [];
  for (const journey of journeys) sent.push(await send(life, journey));
  clock.moveTo(days - coldChainDays + 0.7);
  const [, warm] = [await arrive(life, sent[0] as Sent), await arrive(life, sent[1] as Sent)];
  await doer.do('excursions.decide', {
    excursion: warm?.excursion as string,
    decisions: [{ group: 0, outcome: 'release' }],
    reason: 'At most 15 °C for some hours; within the stability budget of report SR-114.',
    signature: signedBy(life, 'qa', 'I decide on the kits of this temperature excursion'),
  });
  for (const one of sent.slice(2)) await arrive(life, one);
}
