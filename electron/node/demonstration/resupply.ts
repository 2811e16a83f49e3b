import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import { defaultResupply } from '../../../shared/domain/stock/resupply-settings.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

type Settings = InputOf<'resupply.setParameters'>['settings'];

/** Sites are supplied by hand before; in the last weeks by signed runs. */
const weeksOfRuns = 2;

const settings = (busy: readonly string[] = []): Settings =>
  structuredClone({
    ...defaultResupply,
    study: {
      ...defaultResupply.study,
      levels: { kind: 'min-max', trigger: 11, ceiling: 12 },
      initialStock: 12,
      newSubjectsPerDay: 0.03,
    },
    calendar: { ...defaultResupply.calendar, holidays: ['2026-12-25', '2027-01-01'] },
    regions: [{ region: 'asia-pacific', leadDays: 6, minimumShelfLifeDays: 90 }],
    countries: [{ country: 'US', leadDays: 4 }],
    sites: [
      { site: 'S001', levels: { kind: 'min-max', trigger: 13, ceiling: 14 } },
      ...busy.map((site) => ({ site, levels: { kind: 'min-max', trigger: 13, ceiling: 16 } })),
    ],
    kitTypes: [{ kitType: 'rescue', levels: { kind: 'min-max', trigger: 6, ceiling: 7 } }],
  }) as unknown as Settings;

interface Arriving {
  readonly day: number;
  readonly shipment: string;
  readonly numbers: readonly string[];
}

/** Supplies the demonstration's sites by signed proposals, and leaves one that waits. */
export class SignedResupply {
  readonly #life: Life;
  readonly #arriving: Arriving[] = [];
  #runs = 0;

  constructor(life: Life) {
    this.#life = life;
  }

  /** Makes the run of a day when runs are signed by then; false when sites are still supplied by hand. */
  async run(day: number): Promise<boolean> {
    const { doer, clock, days } = this.#life;
    if (day < days - 7 * weeksOfRuns) return false;
    clock.moveTo(day);
    if (this.#runs === 0) await this.#signSettings();
    const { proposal } = await doer.do('resupply.prepare', {});
    const { proposal: waiting } = await doer.do('resupply.pending', {});
    const adjustments = oneFewer(waiting?.sites ?? []);
    // Signed at once: a proposal holds for its day, and built late in the afternoon the script would cross midnight.
    const signature = this.#signature('I approve this resupply run');
    const { shipments } = await doer.do('resupply.run', { proposal, adjustments, signature });
    this.#runs += 1;
    for (const { shipment } of shipments) await this.#send(shipment, day);
    return true;
  }

  /** Receives what has arrived by a day. */
  async receiveUntil(day: number): Promise<void> {
    while (this.#arriving[0] !== undefined && this.#arriving[0].day <= day) {
      const { day: at, shipment, numbers } = this.#arriving.shift() as Arriving;
      this.#life.clock.moveTo(at);
      await this.#life.doer.do('shipments.receive', {
        shipment,
        kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
        logger: 'none',
      });
    }
  }

  async #signSettings(): Promise<void> {
    await this.#life.doer.do('resupply.setParameters', {
      settings: settings(),
      reason: 'Pooled sets, so that no shipment tells a site which type was used',
      signature: this.#signature('I approve these resupply settings'),
    });
  }

  async #send(shipment: string, day: number): Promise<void> {
    const { doer } = this.#life;
    await doer.do('shipments.approve', { shipment });
    const { kits } = await doer.do('shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await doer.do('shipments.pick', { shipment, numbers });
    await doer.do('shipments.pack', { shipment });
    await doer.do('shipments.dispatch', { shipment, carrier: 'Nordic Cold Chain' });
    this.#arriving.push({ day: day + 3.3, shipment, numbers });
  }

  readonly #signature = (meaning: string) => plannerSignature(this.#life, meaning);
}

/** The supply planner signs, whoever is at the console. */
function plannerSignature({ passphrase }: Life, meaning: string) {
  const planner = demonstrationPeople.find(({ role }) => role === 'supply-planner');
  return { user: planner?.user as string, passphrase, meaning };
}

type Sites = NonNullable<OutputOf<'resupply.pending'>['proposal']>['sites'];

/** A change such as people make: one kit fewer for a site that is about to close. */
const oneFewer = (sites: Sites): InputOf<'resupply.run'>['adjustments'] =>
  sites
    .flatMap(({ lines }) => lines)
    .filter(({ granted }) => granted > 1)
    .slice(0, 1)
    .map(({ site, kitType, granted }) => ({
      site,
      kitType,
      count: granted - 1,
      because: 'The refrigerator of the site is nearly full until Friday',
    }));

/** People in screening, one who failed it, and a proposal for busier sites that waits for its signature. */
export async function leaveProposal(life: Life): Promise<void> {
  const { doer, clock, definition, days } = life;
  clock.moveTo(days - 0.13);
  const sites = definition.sites.slice(3, 6).map(({ id }) => id as string);
  for (const site of sites) {
    await doer.do('subjects.screen', { subject: `${site}-901`, site });
  }
  await doer.do('subjects.failScreening', {
    subject: `${sites.at(-1)}-901`,
    reason: 'Liver values above the limit of exclusion criterion 2',
  });
  await doer.do('resupply.setParameters', {
    settings: settings(sites),
    reason: 'Three sites screen faster than planned',
    signature: plannerSignature(life, 'I approve these resupply settings'),
  });
  await doer.do('resupply.prepare', {});
}
