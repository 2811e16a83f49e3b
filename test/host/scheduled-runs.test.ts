import { expect, it } from 'vitest';
import { startScheduledRuns } from '../../electron/node/scheduled-runs.ts';
import type { Ticker } from '../../electron/node/scheduled-runs.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import { settingsWith, signSettings } from '../builders/resupply-settings.ts';
import { runningStudy } from '../builders/running-study.ts';

/** A clock whose minutes pass when a test says so. */
function handTicker() {
  const looks: (() => void)[] = [];
  const ticker: Ticker = {
    every: (_milliseconds, look) => {
      looks.push(look);
      return () => void looks.splice(looks.indexOf(look), 1);
    },
  };
  return { ticker, pass: () => looks.forEach((look) => look()) };
}

it('prepares the due run once, when somebody who may sign it is there', async () => {
  const study = await runningStudy();
  const calendar = { ...settingsWith({}).calendar, runAt: '12:00' };
  await signSettings(study, settingsWith({}, { calendar }));
  const replies: Reply[] = [];
  let user: 'site' | 'pharma' = 'site';
  const { ticker, pass } = handTicker();
  let done: Promise<unknown> = Promise.resolve();
  const request = ({ name, input }: Request): Promise<Reply> => {
    const reply = study.ask(user, name as 'resupply.prepare', input as { scheduled: boolean });
    if (name !== 'resupply.prepare') return reply;
    done = reply.then((value) => replies.push(value));
    return reply;
  };
  const runs = startScheduledRuns({ request, ticker });
  const minute = async (): Promise<string> => {
    pass();
    await done;
    return replies.at(-1)?.kind ?? 'silent';
  };
  // 10:00 at the depot
  expect(await minute()).toBe('forbidden');
  user = 'pharma';
  expect(await minute()).toBe('refused');
  study.clock.set('2026-03-05T11:00:00.000Z');
  expect(await minute()).toBe('ok');
  expect(await minute()).toBe('refused');
  study.clock.advanceDays(1);
  runs.hear({ kind: 'session', state: 'signed-in' });
  await done;
  expect(replies.at(-1)?.kind).toBe('ok');
  const asked = replies.length;
  runs.stop();
  pass();
  expect(replies).toHaveLength(asked);
  const { proposal } = await study.must('pharma', 'resupply.pending', {});
  expect(proposal).toMatchObject({ proposal: 'RP-00002', scheduled: true, day: '2026-03-06' });
  expect((await study.must('pharma', 'resupply.runs', {})).total).toBe(0);
  study.close();
});
