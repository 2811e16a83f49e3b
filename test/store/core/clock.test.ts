// Requirements: TRU-16
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kitsAt } from '../../builders/lots-in-study.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const quarantine = async () => ({
  numbers: [(await kitsAt(study, 'central'))[0]?.number as string],
  action: 'quarantine' as const,
  reason: 'a test of the clock',
});

const signature = (user: 'qa' | 'depot' = 'qa') => ({
  reason: 'Compared with the clock of the laboratory.',
  signature: signatureOf(user, 'I confirm that the clock of this computer is right'),
});

describe('a clock that was set back', () => {
  it('records nothing, not even for kits that would be in date again', async () => {
    study.clock.set('2027-06-01T09:00:00.000Z');
    const late = await study.refused('pharma', 'subjects.dispense', {
      subject: '1001',
      visit: 'V2',
    });
    expect(late.because.join(' ')).toContain('expired at the end of');
    await study.must('depot', 'kits.act', await quarantine());
    study.clock.set('2026-03-06T09:00:00.000Z');
    const before = tableDigests(study.db);
    const refused = await study.refused('pharma', 'subjects.dispense', {
      subject: '1001',
      visit: 'V2',
    });
    expect(refused.rule).toBe('clock-set-back');
    expect(refused.message).toContain('2027-06-01T09:00:00.000Z');
    expect(tableDigests(study.db)).toEqual(before);
    const { tasks } = await study.must('qa', 'today.get', {});
    expect(tasks[0]?.title).toBe('The clock of this computer is behind the trail');
  });

  it('goes on after somebody vouched for it with a signature, and the trail shows both times', async () => {
    study.clock.set('2036-03-06T09:00:00.000Z');
    await study.must('depot', 'kits.act', await quarantine());
    study.clock.set('2026-03-06T09:00:00.000Z');
    expect((await study.must('site', 'study.clock', {})).isBehind).toBe(true);
    expect((await study.ask('depot', 'study.confirmClock', signature())).kind).toBe('forbidden');
    const wrong = await study.refused('qa', 'study.confirmClock', signature('depot'));
    expect(wrong.rule).toBe('signer-role');
    await study.must('qa', 'study.confirmClock', signature());
    await study.must('pharma', 'subjects.dispense', { subject: '1001', visit: 'V2' });
    const { rows } = await study.must('qa', 'trail.page', { kind: 'clock-confirmed' });
    expect(rows[0]).toMatchObject({ detail: 'The trail had an entry of 2036-03-06T09:00:00.000Z' });
    expect(replayed(study).ok).toBe(true);
  });

  it('is confirmed by no custodian alone, and by nobody alone while an opening is asked for', async () => {
    study.clock.set('2036-03-06T09:00:00.000Z');
    await study.must('depot', 'kits.act', await quarantine());
    study.clock.set('2026-03-06T09:00:00.000Z');
    const by = (user: 'pharma' | 'qa') => ({
      ...signature(),
      signature: signatureOf(user, 'I confirm that the clock of this computer is right'),
    });
    const alone = await study.refused('pharma', 'study.confirmClock', by('pharma'));
    expect(alone.rule).toBe('second-person');
    await study.must('pharma', 'study.confirmClock', by('qa'));
    await study.must('pharma', 'custody.request', {
      part: 'kit-map',
      use: 'export',
      reason: 'for the sponsor',
      signature: signatureOf('pharma'),
    });
    const asked = await study.refused('qa', 'study.confirmClock', by('qa'));
    expect(asked.rule).toBe('second-person');
    expect(asked.because.join()).toContain('opening of custody');
    await study.must('qa', 'study.confirmClock', by('pharma'));
  });

  it('may be corrected by a few minutes, as the network does', async () => {
    await study.must('depot', 'kits.act', await quarantine());
    study.clock.advanceDays(-9 / (24 * 60));
    await study.must('depot', 'kits.act', { ...(await quarantine()), action: 'report-damaged' });
    study.clock.advanceDays(-2 / (24 * 60));
    const refused = await study.refused('depot', 'kits.act', await quarantine());
    expect(refused.rule).toBe('clock-set-back');
  });
});
