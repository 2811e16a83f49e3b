import type { codeBreakContracts } from '../../../../shared/contracts/code-break.ts';
import { signedBy } from '../blind-console.ts';
import { reason } from '../life.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const code = 'CB-0001';

export const codeBreakExamples: ExamplesOf<typeof codeBreakContracts> = {
  'codeBreak.page': plain,
  'codeBreak.overview': plain,
  'codeBreak.get': () => [{ code }, { code: 'CB-0003' }],
  'codeBreak.export': () => [{ format: 'csv' }, { format: 'xlsx' }, { format: 'pdf' }],
  'codeBreak.find': () => ['1003', '1004', '1008'].map((find) => ({ find })),
  'codeBreak.settings': plain,
  // An emergency shows an arm to who breaks it: one is in the study's life; who tries here does it as an exercise.
  'codeBreak.open': ({ me }) =>
    ['1002', '1008'].map((subject) => ({
      subject,
      kind: 'exercise' as const,
      reason,
      signature: signedBy(me, 'codeBreak.open'),
    })),
  'codeBreak.explain': () => ['CB-0002', code].map((one) => ({ code: one, reason })),
  'codeBreak.assess': ({ me }) => [
    {
      code,
      laterKits: 'continue',
      participation: 'continues',
      sponsorToldAt: '2026-03-29T12:00:00+01:00',
      expectedness: 'expected',
      reason,
      signature: signedBy(me, 'codeBreak.assess'),
    },
  ],
  'codeBreak.makeReady': ({ me }) => [{ signature: signedBy(me, 'codeBreak.makeReady') }],
};
