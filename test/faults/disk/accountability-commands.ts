import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';

async function kitsOf(must: Must, subject: string): Promise<readonly string[]> {
  const { rows } = await must('accountability.kits', { subject });
  return rows.map(({ number }) => number);
}

const today = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** What comes back from a subject, from its count to its destruction. */
export const accountabilityCommands = (site: string, subject: string): readonly Step[] => [
  step('maren', 'accountability.returnUnits', async (must) => ({
    subject,
    kits: [{ number: (await kitsOf(must, subject))[0] ?? '', returned: 3 }],
  })),
  step('helen', 'accountability.countAgain', async (must) => ({
    kits: [{ number: (await kitsOf(must, subject))[0] ?? '', counted: 3 }],
  })),
  step('maren', 'accountability.correct', async (must) => ({
    number: (await kitsOf(must, subject))[0] ?? '',
    returned: 2,
    lost: 1,
    reason,
  })),
  step('maren', 'accountability.raise', { place: site, what: reason, owner: 'maren' }),
  step('maren', 'accountability.resolve', async (must) => {
    const { discrepancies } = await must('accountability.findings', { place: site });
    const open = discrepancies.find(({ status }) => status === 'open');
    return { discrepancy: open?.discrepancy ?? '', resolution: reason };
  }),
  step('maren', 'accountability.setAside', async (must) => ({
    numbers: (await kitsOf(must, subject)).slice(0, 1),
    reason,
  })),
  step('maren', 'accountability.destroy', async (must) => ({
    place: site,
    numbers: (await kitsOf(must, subject)).slice(0, 1),
    method: 'incineration',
    on: today(),
    signature: signature('helen', 'I witnessed the destruction of these kits'),
  })),
  step('maren', 'accountability.sign', {
    place: 'central',
    from: '2020-01-01',
    until: today(),
    signature: signature('maren', 'I have reconciled the kits and units of this period'),
  }),
];
