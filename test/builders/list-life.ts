import { signatureOf } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';

/** Verifies a list and has two people sign it. */
export async function lockList(study: OpenStudy, list: string): Promise<void> {
  await study.must('stat', 'randomization.verify', { list });
  await signTwice(study, list);
}

/** Two different signatures over a list, or over the extension of a locked one. */
export async function signTwice(study: OpenStudy, list: string): Promise<void> {
  for (const user of ['stat', 'pharma'] as const) {
    await study.must(user, 'randomization.sign', { list, signature: signatureOf(user) });
  }
}

/** Kits of both arms on the shelves of the sites, `count` of each type at each. */
export async function stockSites(
  study: OpenStudy,
  sites: readonly string[],
  count: number,
  kitTypes: readonly string[] = ['kit-active', 'kit-placebo'],
): Promise<void> {
  await study.must('pharma', 'lots.register', { lot: 'L-1', expiry: '2028-05-31' });
  const quantities = (times: number) =>
    kitTypes.map((kitType) => ({ kitType, count: count * times }));
  const made = { lot: 'L-1', place: 'central', quantities: quantities(sites.length) };
  await study.must('pharma', 'kits.generate', made);
  for (const to of sites) {
    const sent = { from: 'central', to, quantities: quantities(1) };
    const { numbers } = await study.must('pharma', 'kits.send', sent);
    await study.must('pharma', 'kits.receive', { place: to, numbers });
  }
}

/** Input of an allocation of an eligible subject. */
export const subjectAt = (subject: string, site: string, factors: Record<string, string>) => ({
  subject,
  site,
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors,
});
