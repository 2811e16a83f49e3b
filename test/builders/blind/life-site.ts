import { join } from 'node:path';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { blindConsole, signedBy } from './blind-console.ts';
import type { BlindConsole } from './blind-console.ts';
import { passphrase } from './blind-people.ts';
import { eligible, reason } from './life.ts';
import type { Life } from './life.ts';

/** A site's machine with its file, and what passes between it and the study. */
export interface BlindSite {
  readonly console: BlindConsole;
  /** The pack as the pharmacist hands it out. */
  readonly packFile: { readonly name: string; readonly base64: string };
  /** Another, which the site has not loaded. */
  readonly nextPack: { readonly name: string; readonly base64: string };
  /** What the site hands back, whole and as the parts that are shown one by one. */
  readonly bundle: { readonly name: string; readonly base64: string };
  readonly parts: readonly string[];
  readonly request: string;
  readonly fingerprint: string;
  readonly device: string;
}

/** Who works at the site; the name is the same in the study's file and in the site's. */
export const atSite = ['suse', 'nora'] as const;

const captured = (subject: string, sex: 'female' | 'male') => {
  const { factors, ...facts } = eligible(sex);
  return { subject, ...facts, factors: { sex: factors.sex } };
};

/** Envelopes for S002 and a site that randomized without the network, one subject with a damaged kit. */
export async function workOffline(life: Life, folder: string, seed: string): Promise<BlindSite> {
  const { must, clock } = life;
  const place = { dataDirectory: join(folder, 'site'), path: join(folder, 'site.cachet') };
  const site = blindConsole({ ...place, seed: `${seed} site`, clock, isFounded: false });
  const asked = await site.ask('site.request', {});
  if (asked.kind !== 'ok') throw new Error(JSON.stringify(asked));
  const { request, fingerprint, device } = asked.value;
  const enrolled = { site: 'S002', request, fingerprint };
  const signature = signedBy('maren', 'packs.enrol');
  await must('maren', 'packs.enrol', { ...enrolled, signature });
  const now = clock.now().instant;
  await must('maren', 'packs.issue', {
    pack: 'P-1',
    site: 'S002',
    device,
    list: 'BACKUP',
    envelopesPerStratum: 5,
    layers: 2,
    release: 'self',
    validFrom: now,
    validUntil: addMilliseconds(now, 30 * 86_400_000),
    signature: signedBy('maren', 'packs.issue'),
  });
  const { name, base64 } = await must('maren', 'packs.file', { pack: 'P-1' });
  const next = await nextPack(life, device);
  const people = atSite.map((user) => ({ user, printedName: `${user} of S002`, passphrase }));
  const made = await site.ask('site.create', { file: { name, base64 }, path: place.path, people });
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made));
  clock.advance(10);
  await openEnvelopes(site, life);
  const { file, parts } = await site.must('suse', 'site.bundle', {});
  const bundle = { name: file.name, base64: file.base64 };
  const packFile = { name, base64 };
  return { console: site, packFile, nextPack: next, bundle, parts, request, fingerprint, device };
}

async function nextPack({ must, clock }: Life, device: string) {
  const now = clock.now().instant;
  await must('maren', 'packs.issue', {
    pack: 'P-2',
    site: 'S002',
    device,
    list: 'BACKUP',
    envelopesPerStratum: 1,
    layers: 1,
    release: 'self',
    validFrom: now,
    validUntil: addMilliseconds(now, 30 * 86_400_000),
    signature: signedBy('maren', 'packs.issue'),
  });
  const { name, base64 } = await must('maren', 'packs.file', { pack: 'P-2' });
  return { name, base64 };
}

async function openEnvelopes(site: BlindConsole, { clock }: Life): Promise<void> {
  for (const [subject, sex] of [
    ['3001', 'female'],
    ['3002', 'male'],
    ['3003', 'female'],
  ] as const) {
    clock.advance(5);
    await site.must('suse', 'site.begin', captured(subject, sex));
    const first = await site.must('suse', 'site.open', { subject });
    const damaged = { subject, kits: [...first.kits], condition: 'damaged' as const, reason };
    if (subject === '3002') await site.must('suse', 'site.unusable', damaged);
    const { kits } = subject === '3002' ? await site.must('suse', 'site.open', { subject }) : first;
    await site.must('suse', 'site.dispense', { subject, kits: [...kits] });
  }
}

/** The record of the site comes home; one subject was randomized in the study as well. */
export async function comeHome({ must }: Life, { bundle }: BlindSite): Promise<void> {
  const who = { subject: '3001', site: 'S002', ...eligible('female') };
  await must('maren', 'subjects.allocate', { ...who, cohort: 'TWO' });
  await must('maren', 'bundles.import', { file: bundle });
}
