import { join } from 'node:path';
import type { packContracts } from '../../../../shared/contracts/packs.ts';
import type { reconciliationContracts } from '../../../../shared/contracts/reconciliation.ts';
import type { siteContracts } from '../../../../shared/contracts/site-mode.ts';
import { signedBy } from '../blind-console.ts';
import { passphrase } from '../blind-people.ts';
import { eligible, reason } from '../life.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const pack = 'P-1';

export const packExamples: ExamplesOf<typeof packContracts> = {
  'packs.devices': plain,
  'packs.readRequest': ({ request }) => [{ request: request.request }],
  'packs.enrol': ({ me, request }) => [
    { site: 'S003', ...request, signature: signedBy(me, 'packs.enrol') },
  ],
  'packs.options': () => [{ site: 'S002' }, { site: 'S001' }],
  'packs.issue': ({ me, study }) => [
    {
      pack: 'P-3',
      site: 'S002',
      device: study.site.device,
      list: 'BACKUP',
      envelopesPerStratum: 1,
      release: 'self',
      validFrom: '2026-03-30T00:00:00.000Z',
      validUntil: '2026-04-30T00:00:00.000Z',
      signature: signedBy(me, 'packs.issue'),
    },
  ],
  'packs.file': () => [{ pack }],
  'packs.page': () => [{}, { site: 'S002' }],
  'packs.get': () => [{ pack }],
  'packs.revoke': ({ me }) => [{ pack, reason, signature: signedBy(me, 'packs.revoke') }],
  'packs.return': ({ me }) => [
    { pack, reason, withoutSurrender: true, signature: signedBy(me, 'packs.return') },
  ],
  'packs.answerChallenge': () => [{ pack, challenge: 'AAAA-BBBB', subject: '3001' }],
};

const captured = (subject: string, sex: 'female' | 'male') => {
  const { factors, ...facts } = eligible(sex);
  return { subject, ...facts, factors: { sex: factors.sex } };
};

export const siteExamples: ExamplesOf<typeof siteContracts> = {
  'site.request': plain,
  'site.readPack': ({ study }) => [
    { file: study.site.packFile },
    { file: { ...study.site.packFile, base64: 'bm90aGluZw==' } },
  ],
  'site.create': ({ study, me }) => [
    {
      file: study.site.packFile,
      path: join(study.folder, `site-${me}.cachet`),
      people: [{ user: 'otto', printedName: 'Otto Other', passphrase }],
    },
  ],
  'site.load': ({ study }) => [{ file: study.site.nextPack }, { file: study.site.packFile }],
  'site.status': plain,
  'site.subject': () => ['3001', '3002', 'b-suse'].map((subject) => ({ subject })),
  'site.addPerson': ({ me }) => [
    {
      user: `next-${me}`,
      printedName: 'Nina Next',
      passphrase,
      signature: signedBy(me, 'site.addPerson'),
    },
  ],
  'site.removePerson': ({ me }) => [
    { user: `next-${me}`, reason, signature: signedBy(me, 'site.removePerson') },
  ],
  'site.begin': ({ me }) => [captured(`a-${me}`, 'female'), captured(`b-${me}`, 'male')],
  'site.cancel': () => [
    { subject: '3001', reason },
    { subject: '3002', reason },
  ],
  'site.open': ({ me }) => [`b-${me}`, '3001'].map((subject) => ({ subject })),
  'site.unusable': ({ answers, held }) => [
    {
      subject: 'b-suse',
      kits: [...(answers('site.open')[0]?.kits ?? held.slice(0, 1))],
      condition: 'damaged',
      reason,
    },
  ],
  'site.dispense': ({ answers, held }) => [
    { subject: 'b-nora', kits: [...(answers('site.open')[0]?.kits ?? held.slice(0, 1))] },
  ],
  'site.correct': () => [
    { subject: '3002', factors: { sex: 'female' }, reason },
    { subject: 'b-suse', factors: { sex: 'female' }, reason },
  ],
  'site.surrender': () => ['P-2', pack].map((one) => ({ pack: one, reason })),
  'site.slip': () => [{ subject: '3001' }, { subject: '3002' }],
  'site.bundle': () => [{}, { from: 1, until: 4 }],
  'site.codePicture': () => [{ text: 'CACHET 1' }],
};

export const reconciliationExamples: ExamplesOf<typeof reconciliationContracts> = {
  'bundles.inspect': ({ study }) => [{ file: study.site.bundle }],
  'bundles.parts': ({ study }) => [{ parts: [...study.site.parts] }, { parts: ['no part'] }],
  'bundles.import': ({ study }) => [{ file: study.site.bundle }],
  'bundles.page': plain,
  'reconciliation.summary': plain,
  'reconciliation.items': () => [{}, { state: 'open' }, { verdict: 'subject-known' }],
  'reconciliation.get': ({ openKey }) => [{ key: openKey }],
  'reconciliation.resolve': ({ me, openKey }) => [
    {
      key: openKey,
      decision: 'annotate',
      reason,
      signature: signedBy(me, 'reconciliation.resolve'),
    },
  ],
  'reconciliation.report': () => [{ site: 'S002' }, { site: 'S001' }],
};
