import { addMilliseconds, localText } from '../../../shared/base/instant.ts';
import type { SubjectAtSite } from '../../../shared/contracts/site-mode.ts';
import type { ReleaseMode } from '../../../shared/domain/backup/pack-terms.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';
import type { SiteMachine } from './site-machines.ts';

const dayMs = 86_400_000;
const envelopesPerStratum = 3;
const layers = 2;
/** Of blocks of four, three slots hold an arm at most twice: both types go alike, so that the shipment says nothing. */
const mostOfAnArm = 2 * 2 * layers;
const sets = 2 * envelopesPerStratum * layers;
/** How long the packs may be used after the demonstration's last day. */
const validDaysAfter = 10;

interface BackupSite {
  readonly site: string;
  readonly release: ReleaseMode;
  readonly pack: string;
}

interface Scene {
  /** Days before the end of the demonstration. */
  readonly before: number;
  play(): Promise<void>;
}

const people = [
  { user: 'nora', printedName: 'Nora Lindqvist' },
  { user: 'ivo', printedName: 'Ivo Marek' },
];

/**
 * Two sites have sealed envelopes, one released by telephone and one by two people. The network fails, subjects are
 * randomized without it, and the records come home: some match, some wait for a decision, and a part is missing.
 */
export class BackupStory {
  readonly #life: Life;
  readonly #scenes: Scene[];
  readonly #telephone: BackupSite;
  readonly #pair: BackupSite;
  readonly #machines = new Map<string, SiteMachine>();
  #kits = new Map<string, readonly string[]>();

  constructor(life: Life) {
    this.#life = life;
    const [, second, third] = life.definition.sites.map(({ id }) => id as string);
    this.#telephone = siteOf(third as string, 'helpline');
    this.#pair = siteOf(second as string, 'two-person');
    const both = [this.#telephone, this.#pair];
    const forBoth = async (act: (site: BackupSite) => Promise<void>) => {
      for (const site of both) await act(site);
    };
    this.#scenes = [
      { before: 5.5, play: () => forBoth((site) => this.#sendKits(site)) },
      { before: 2.3, play: () => forBoth((site) => this.#issue(site)) },
      { before: 1.7, play: () => this.#byTelephone() },
      { before: 1.5, play: () => this.#byTwo() },
      { before: 0.6, play: () => this.#bringHome() },
    ];
  }

  /** Plays what has happened by a day of the study. */
  async until(day: number): Promise<void> {
    const { clock, days } = this.#life;
    while (this.#scenes[0] !== undefined && days - this.#scenes[0].before <= day) {
      const scene = this.#scenes.shift() as Scene;
      clock.moveTo(days - scene.before);
      await scene.play();
    }
  }

  async #sendKits({ site }: BackupSite): Promise<void> {
    const { doer, definition } = this.#life;
    const { numbers } = await doer.do('kits.send', {
      from: definition.depots[0]?.id as string,
      to: site,
      quantities: definition.kitTypes.map(({ id }) => ({
        kitType: id as string,
        count: tellsArm(definition, id) ? mostOfAnArm : sets,
      })),
    });
    this.#kits.set(site, numbers);
  }

  /** The kits arrive, the site's machine is enrolled, and its pack is issued and loaded. */
  async #issue({ site, pack, release }: BackupSite): Promise<void> {
    const { doer, clock, passphrase } = this.#life;
    const machine = this.#life.machineAt(site);
    this.#machines.set(site, machine);
    await doer.do('kits.receive', { place: site, numbers: [...(this.#kits.get(site) ?? [])] });
    const { request, fingerprint } = await machine.doer.do('site.request', {});
    const { device } = await doer.do('packs.enrol', {
      site,
      request,
      fingerprint,
      signature: this.#signature('I enrol this machine for backup randomization'),
    });
    const { instant } = clock.now();
    await doer.do('packs.issue', {
      pack,
      site,
      device,
      list: 'BACKUP',
      envelopesPerStratum,
      layers,
      release,
      people: release === 'two-person' ? people.map(({ printedName }) => printedName) : [],
      validFrom: instant,
      validUntil: addMilliseconds(instant, (2.3 + validDaysAfter) * dayMs),
      signature: this.#signature('I issue these sealed envelopes'),
    });
    const { name, base64 } = await doer.do('packs.file', { pack });
    const found = await doer.do('packs.get', { pack });
    const codes = new Map(found.people.map(({ name, code }) => [name, { code: code as string }]));
    await machine.doer.do('site.create', {
      file: { name, base64 },
      path: machine.path,
      people: people.map((person) => ({ ...person, passphrase, ...codes.get(person.printedName) })),
    });
    await machine.doer.do('session.signIn', { user: 'nora', passphrase });
  }

  /** Two that match, one of them with a damaged box; one whose age was typed wrong; one whom the console has too. */
  async #byTelephone(): Promise<void> {
    const at = this.#telephone;
    const { doer } = this.#machine(at);
    await this.#randomize(at, { number: 1, age: 44 });
    await this.#randomize(at, { number: 2, age: 71, damaged: true });
    const { subject } = await this.#randomize(at, { number: 3, age: 56 });
    this.#life.clock.pass(9);
    await doer.do('site.correct', {
      subject,
      factors: { age: '65' },
      reason: 'The date of birth in the source record was read wrong on the telephone.',
    });
    await this.#life.doer.attempt('subjects.allocate', {
      ...this.#evidence(39),
      factors: this.#factorsOfConsole(39),
      subject: this.#codeOf(at, 4),
      site: at.site,
    });
    await this.#randomize(at, { number: 4, age: 39 });
  }

  /** One that matches; then the pack is revoked, and the site goes on without knowing it. */
  async #byTwo(): Promise<void> {
    const at = this.#pair;
    await this.#randomize(at, { number: 1, age: 68 });
    this.#life.clock.pass(12);
    await this.#life.doer.do('packs.revoke', {
      pack: at.pack,
      reason: 'The refrigerator of the site reported 11 °C; its kits must not be used.',
      signature: this.#signature('I revoke this pack'),
    });
    await this.#randomize(at, { number: 2, age: 52 });
    await this.#randomize(at, { number: 3, age: 77 });
  }

  readonly #codeOf = ({ site }: BackupSite, number: number): string => `${site}-80${number}`;

  async #randomize(
    at: BackupSite,
    given: { readonly number: number; readonly age: number; readonly damaged?: boolean },
  ): Promise<SubjectAtSite> {
    const { doer } = this.#machine(at);
    const { clock } = this.#life;
    const subject = this.#codeOf(at, given.number);
    clock.pass(23);
    await doer.do('site.begin', { ...this.#evidence(given.age), subject });
    clock.pass(4);
    const first = await this.#open(at, subject);
    if (given.damaged !== true) return doer.do('site.dispense', { subject, kits: first.kits });
    await doer.do('site.unusable', {
      subject,
      kits: first.kits.slice(0, 1),
      condition: 'damaged',
      reason: 'The box is crushed and its seal is broken.',
    });
    clock.pass(3);
    const { kits } = await this.#open(at, subject);
    return doer.do('site.dispense', { subject, kits });
  }

  async #open({ release, site }: BackupSite, subject: string): Promise<SubjectAtSite> {
    const { doer } = this.#machine({ site });
    const { passphrase } = this.#life;
    if (release !== 'helpline') {
      const meaning = 'I release this envelope as the second person';
      return doer.do('site.open', { subject, signature: { user: 'ivo', passphrase, meaning } });
    }
    const { challenge } = await doer.do('site.subject', { subject });
    const asked = { challenge: challenge as string, subject };
    const { code } = await this.#life.doer.do('packs.answerChallenge', asked);
    return doer.do('site.open', { subject, code });
  }

  /** One record as a whole, one without its middle; one item is decided, the others wait. */
  async #bringHome(): Promise<void> {
    await this.#import(this.#telephone, {});
    const { last } = await this.#machine(this.#pair).doer.do('site.bundle', {});
    await this.#import(this.#pair, { until: last - 3 });
    await this.#import(this.#pair, { from: last });
    const { doer } = this.#life;
    const { rows } = await doer.do('reconciliation.items', { state: 'open', verdict: 'stratum' });
    for (const { key } of rows) {
      await doer.do('reconciliation.resolve', {
        key,
        decision: 'accept',
        reason: 'The envelope was the next of the stratum as captured; analysed as corrected.',
        signature: this.#signature('I decide about this offline assignment'),
      });
    }
  }

  async #import(at: BackupSite, range: { from?: number; until?: number }): Promise<void> {
    const { file } = await this.#machine(at).doer.do('site.bundle', range);
    const { name, base64 } = file;
    await this.#life.doer.do('bundles.import', { file: { name, base64 } });
  }

  #machine({ site }: Pick<BackupSite, 'site'>): SiteMachine {
    return this.#machines.get(site) as SiteMachine;
  }

  /** The site is asked for what its pack is stratified by; the console for every factor. */
  #factorsOfConsole(age: number): Record<string, string> {
    return Object.fromEntries(
      this.#life.definition.factors.map((factor) => [
        factor.id as string,
        factor.kind === 'level' ? (factor.levels[0]?.id as string) : String(age),
      ]),
    );
  }

  /** Consent of an hour before, every criterion met, and the age. */
  #evidence(age: number) {
    const { clock, definition } = this.#life;
    const { gates } = definition;
    return {
      consent: {
        version: gates.consentVersions.at(-1) as string,
        at: localText(addMilliseconds(clock.now().instant, -3_600_000), 60),
      },
      gates: gates.eligibility.map(({ id }) => id as string),
      factors: { age: String(age) },
    };
  }

  #signature(meaning: string) {
    const pharmacist = demonstrationPeople.find(({ role }) => role === 'unblinded-pharmacist');
    return { user: pharmacist?.user as string, passphrase: this.#life.passphrase, meaning };
  }
}

/** Whether a kit type goes to some arms only. */
const tellsArm = ({ visitKits, arms }: Life['definition'], kitType: string): boolean =>
  new Set(
    visitKits.flatMap(({ arm, kits }) =>
      kits.some((kit) => kit.kitType === kitType) ? [arm] : [],
    ),
  ).size < arms.length;

const siteOf = (site: string, release: ReleaseMode): BackupSite => ({
  site,
  release,
  pack: `BK-${site}-1`,
});
