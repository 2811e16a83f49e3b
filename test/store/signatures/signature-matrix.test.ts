// Requirements: TRU-01
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import { smallCore } from '../../builders/small-core.ts';

let small: Awaited<ReturnType<typeof smallCore>>;
beforeAll(async () => {
  small = await smallCore();
  await small.enter('ivy');
});
afterAll(() => {
  small.core.close();
  small.bench.remove();
});

it('the matrix of signatures has every procedure that asks for one, with meaning, people and roles', async () => {
  const { base64, name } = await small.core.must('access.signatures', { format: 'csv' });
  const lines = Buffer.from(base64, 'base64').toString().trim().split(/\r?\n/);
  const signed = Object.entries<ProcedureContract>(contracts).filter(
    ([, { signatures }]) => signatures !== undefined,
  );
  expect(name).toMatch(/signatures .*\.csv$/);
  expect(signed.length).toBeGreaterThan(20);
  expect(lines).toHaveLength(signed.length + 1);
  for (const [procedure, { signatures, roles }] of signed) {
    const line = lines.find((one) => one.includes(`,${procedure},`)) ?? '';
    expect(line, procedure).toContain(signatures?.meaning);
    for (const role of Array.isArray(roles) ? roles : []) expect(line).toContain(role);
  }
});

it.each(['pdf', 'xlsx'] as const)('it is handed out as %s', async (format) => {
  const { base64 } = await small.core.must('access.signatures', { format });
  const start = Buffer.from(base64, 'base64').subarray(0, 4).toString();
  expect(start).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004');
});
