import { join } from 'node:path';
import type { ReleaseMode } from '../../../shared/domain/backup/pack-terms.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { drillCore, drillPassphrase, signedBy } from './drill-core.ts';
import type { DrillClock, DrillCore } from './drill-core.ts';

export interface DrillSite {
  readonly site: string;
  readonly device: string;
  readonly pack: string;
  readonly release: ReleaseMode;
  readonly core: DrillCore;
  readonly clock: DrillClock;
  readonly dataDirectory: string;
  readonly path: string;
}

export const sitePeople = ['nora', 'ivo'] as const;

export const printedName = (user: string): string => `${user} of the site`;

const person = (user: string, code: string | undefined) => ({
  user,
  printedName: printedName(user),
  passphrase: drillPassphrase,
  ...(code === undefined ? {} : { code }),
});

/** Codes by name, as the pharmacist gives each person their own. */
export async function codesOf(
  console: DrillCore,
  pack: string,
): Promise<ReadonlyMap<string, string>> {
  const { people } = await console.must('packs.get', { pack });
  return new Map(people.map(({ name, code }) => [name, code as string]));
}

interface SiteWish {
  readonly folder: string;
  readonly resources: string;
  readonly site: string;
  readonly release: ReleaseMode;
  readonly envelopesPerStratum: number;
  readonly layers: number;
}

/** Enrols a machine for a site, issues its pack and makes its file: what happens before the network fails. */
export async function openSite(
  console: DrillCore,
  clock: DrillClock,
  wish: SiteWish,
): Promise<DrillSite> {
  const { site, release, layers, envelopesPerStratum } = wish;
  const dataDirectory = join(wish.folder, site);
  const path = join(wish.folder, `${site}.cachet`);
  const core = drillCore({ dataDirectory, resources: wish.resources }, clock);
  const asked = await core.must('site.request', {});
  const { device } = await console.must('packs.enrol', {
    site,
    request: asked.request,
    fingerprint: asked.fingerprint,
    signature: signedBy('maren'),
  });
  const pack = `P-${site}`;
  const now = clock.now().instant;
  await console.must('packs.issue', {
    pack,
    site,
    device,
    envelopesPerStratum,
    layers,
    release,
    people: release === 'two-person' ? sitePeople.map(printedName) : [],
    validFrom: now,
    validUntil: addMilliseconds(now, 30 * 86_400_000),
    signature: signedBy('maren'),
  });
  const file = await console.must('packs.file', { pack });
  const upload = { name: file.name, base64: file.base64 };
  const codes = await codesOf(console, pack);
  const people = sitePeople.map((user) => person(user, codes.get(printedName(user))));
  await core.must('site.create', { file: upload, path, people });
  await core.must('session.signIn', { user: sitePeople[0], passphrase: drillPassphrase });
  return { site, device, pack, release, core, clock, dataDirectory, path };
}

/** A subject as the site captures it. */
export interface DrillSubject {
  readonly subject: string;
  readonly sex: 'female' | 'male';
  /** How many layers turn out unusable. */
  readonly unusable: number;
}

/** From the identification of a subject to the confirmed kit; the console only answers the telephone. */
export async function randomizeOffline(
  here: DrillSite,
  console: DrillCore,
  { subject, sex, unusable }: DrillSubject,
): Promise<readonly string[]> {
  const { core, clock } = here;
  clock.advance(3);
  await core.must('site.begin', {
    subject,
    consent: { version: '1.0', at: clock.now().instant.replace('Z', '+00:00') },
    gates: ['I1'],
    factors: { sex },
  });
  for (let layer = 0; layer <= unusable; layer += 1) {
    const { kits } = await openLayer(here, console, subject);
    if (layer === unusable) return confirm(here, subject, kits);
    await core.must('site.unusable', {
      subject,
      kits: [...kits],
      condition: 'damaged',
      reason: 'The seal of the box is broken.',
    });
  }
  return [];
}

async function openLayer(here: DrillSite, console: DrillCore, subject: string) {
  const { core, release } = here;
  if (release === 'self') return core.must('site.open', { subject });
  if (release === 'two-person') {
    return core.must('site.open', { subject, signature: signedBy(sitePeople[1]) });
  }
  const { challenge } = await core.must('site.subject', { subject });
  const answer = await console.must('packs.answerChallenge', {
    challenge: challenge as string,
    subject,
  });
  return core.must('site.open', { subject, code: answer.code });
}

async function confirm(
  { core }: DrillSite,
  subject: string,
  kits: readonly string[],
): Promise<readonly string[]> {
  const given = await core.must('site.dispense', { subject, kits: [...kits] });
  return given.kits;
}
