import { z } from 'zod';
import { file, nothing } from './common.ts';
import { define } from './procedure.ts';

const item = z.strictObject({
  group: z.enum(['program', 'machine', 'engine', 'cryptography', 'study', 'host']),
  item: z.string(),
  expected: z.string(),
  found: z.string(),
  passed: z.boolean(),
});
export type SelfTestItem = z.infer<typeof item>;

export const selfTestResult = z.strictObject({
  ok: z.boolean(),
  version: z.string(),
  at: z.string(),
  items: z.array(item),
});
export type SelfTestResult = z.infer<typeof selfTestResult>;

export const selfTestContracts = {
  'selfTest.run': define({
    kind: 'lifecycle',
    summary:
      'Check this installation and the open study: program files, versions, settings, known answers, keys.',
    input: nothing,
    output: selfTestResult,
    roles: 'signed-in',
  }),
  'selfTest.report': define({
    kind: 'lifecycle',
    summary: 'The same checks as a report (PDF) for the installation qualification.',
    input: nothing,
    output: file,
    roles: 'signed-in',
  }),
} as const;
