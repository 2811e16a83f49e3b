// Requirements: OFF-05, TRU-11
import { expect, test } from 'vitest';
import {
  envelopeByBoth,
  envelopeByKit,
} from '../../../../shared/app/code-break/choose-envelope.ts';
import type { KitCandidate } from '../../../../shared/app/code-break/choose-envelope.ts';

const kit = '1234567';

const candidate = (envelope: number, arm: number, subject?: string): KitCandidate => ({
  pack: `P-${envelope}`,
  envelope,
  kit,
  site: 'S001',
  subjects: subject === undefined ? [] : [subject],
  subject: subject ?? null,
  arm,
});

const asked = (subject: string) => ({ kit, subject, knownAt: null, site: null });
const outcome = (found: ReturnType<typeof envelopeByKit>) =>
  found.ok ? [found.value.envelope, found.value.subject] : found.error.rule;

test('a kit that several envelopes name tells the treatment only where their arms agree', () => {
  const old = candidate(1, 0, 'K-1');
  expect(outcome(envelopeByKit([candidate(2, 0), old]))).toEqual([2, null]);
  expect(outcome(envelopeByKit([candidate(2, 0, 'k-1'), old]))).toEqual([2, 'k-1']);
  expect(outcome(envelopeByKit([candidate(2, 1), old]))).toBe('code-break-several-envelopes');
  expect(outcome(envelopeByBoth([candidate(2, 0), old], asked('Q-1')))).toEqual([2, null]);
  expect(outcome(envelopeByBoth([candidate(2, 1), old], asked('Q-1')))).toBe(
    'code-break-several-envelopes',
  );
});

test('the subject decides between them where a record names it for one', () => {
  const both = [candidate(2, 1, 'Q-1'), candidate(1, 0, 'K-1')] as const;
  expect(outcome(envelopeByBoth([...both], asked('k-1')))).toEqual([1, 'K-1']);
  expect(outcome(envelopeByBoth([...both], asked('Q-1')))).toEqual([2, 'Q-1']);
  expect(outcome(envelopeByBoth([...both], asked('Z-1')))).toBe('code-break-other-subject');
  const twice = [candidate(2, 1, 'Q-1'), candidate(1, 0, 'Q-1')] as const;
  expect(outcome(envelopeByBoth([...twice], asked('Q-1')))).toBe('code-break-several-envelopes');
});
