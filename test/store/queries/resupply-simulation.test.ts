import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareSettings, nightsQuestion } from '../../../shared/app/resupply/compare.ts';
import { checkLeakOf, leakQuestion } from '../../../shared/app/resupply/leak-check.ts';
import { inProcessSimulation } from '../../../shared/app/simulation/in-process-simulation.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { ResupplySettings } from '../../../shared/domain/stock/resupply-settings.ts';
import { people } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { fixed, settingsWith, signSettings } from '../../builders/resupply-settings.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

type Values = Partial<ResupplySettings['study']>;
const threads = { workers: 1 } as const;

function question(values: Values) {
  const context = {
    db: study.db,
    actor: { user: 'pharma', ...people.pharma },
    now: study.clock.now(),
    environment: study.store.environment,
    sealer: study.sealer,
    ports: study.ports,
    device: study.store.device,
  };
  const settings = settingsWith(values) as ResupplySettings;
  return nightsQuestion(context, {
    settings: settings as never,
    nights: 30,
    replicates: 20,
    seed: 1,
  });
}

async function compare(values: Values): Promise<OutputOf<'resupply.compare'>> {
  const asked = question(values);
  if (!asked.ok) throw new Error(asked.error.message);
  const answer = await compareSettings(asked.value, threads, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function leaks(settings: ReturnType<typeof settingsWith>, subjects?: number) {
  const asked = leakQuestion(study.db, {
    settings: settings as never,
    histories: 10,
    seed: 1,
    ...(subjects === undefined ? {} : { subjects }),
  });
  if (!asked.ok) throw new Error(asked.error.message);
  const answer = await checkLeakOf(asked.value, threads, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

describe('a comparison before settings are signed', () => {
  it('plays the first settings of a study alone, but none that cannot stand', async () => {
    const alone = await compare({ newSubjectsPerDay: 0.3 });
    expect(alone.difference.shipped.mean).toBe(0);
    expect(alone.after.shipped.mean).toBeGreaterThan(0);
    await signSettings(study, settingsWith({}));
    const wrong = question({ levels: fixed(3, 2) });
    expect(wrong.ok ? null : wrong.error.rule).toBe('ceiling-below-trigger');
  });

  it('finds no difference between the settings in force and themselves', async () => {
    await signSettings(study, settingsWith({ newSubjectsPerDay: 0.3 }));
    const same = await compare({ newSubjectsPerDay: 0.3 });
    expect(same).toMatchObject({ nights: 30, replicates: 20, seed: 1 });
    for (const { mean } of Object.values(same.difference)) expect(mean).toBe(0);
    expect(same.sentByNight.before).toHaveLength(30);
    expect(same.sentByNight.after).toEqual(same.sentByNight.before);
  });

  it('shows what more stock costs and saves, night by night', async () => {
    await signSettings(
      study,
      settingsWith({ newSubjectsPerDay: 0.5, levels: fixed(0, 1), initialStock: 1 }),
    );
    const result = await compare({
      newSubjectsPerDay: 0.5,
      levels: fixed(14, 16),
      initialStock: 16,
      pooling: 'all-types',
    });
    expect(result.difference.shipped.mean).toBeGreaterThan(0);
    expect(result.difference.missed.mean).toBeLessThan(0);
    const sum = result.sentByNight.after.reduce((total, kits) => total + kits, 0);
    expect(sum).toBeCloseTo(result.after.shipped.mean, 9);
  });

  it('stops when it is told to', async () => {
    const asked = question({});
    if (!asked.ok) throw new Error(asked.error.message);
    const stop = new AbortController();
    stop.abort();
    const run = { ...threads, signal: stop.signal };
    const answer = await compareSettings(asked.value, run, inProcessSimulation);
    expect(answer.ok ? null : answer.error.rule).toBe('run-cancelled');
  });
});

describe('the blind-leak check of settings', () => {
  it('passes pooled sets, and names the naive rule', async () => {
    const pooled = { pooling: 'all-types', levels: fixed(14, 16), initialStock: 16 } as const;
    const safe = await leaks(settingsWith(pooled));
    expect(safe).toMatchObject({ isBlindSafe: true, unchecked: 0 });
    expect(safe.groups).toHaveLength(1);
    expect(safe.groups[0]).toMatchObject({ isOneForOne: false, sites: ['S001', 'S002', 'S003'] });
    expect(safe.groups[0]?.leak?.oneExpiry).toMatchObject({ method: 'exact', certainShare: 0 });
    const naive = await leaks(settingsWith({ levels: fixed(2, 3), initialStock: 3 }));
    expect(naive).toMatchObject({ isBlindSafe: false, groups: [{ isOneForOne: true }] });
    expect(naive.groups[0]?.leak?.risingExpiry.certainShare).toBeGreaterThan(0);
  });

  it('sees the one site that leaks beside others that do not', async () => {
    const sites = [{ site: 'S002', pooling: 'by-type', levels: fixed(2, 3) }] as const;
    const pooled = { pooling: 'all-types', levels: fixed(14, 16), initialStock: 16 } as const;
    const found = await leaks(settingsWith(pooled, { sites }));
    expect(found.isBlindSafe).toBe(false);
    expect(found.groups.map(({ sites: of }) => of)).toEqual([['S001', 'S003'], ['S002']]);
    expect(found.groups.map(({ isOneForOne }) => isOneForOne)).toEqual([false, true]);
  });

  it('bounds larger sites from above', async () => {
    const pooled = { pooling: 'all-types', levels: fixed(14, 16), initialStock: 16 } as const;
    const { groups } = await leaks(settingsWith(pooled), 16);
    expect(groups[0]?.leak).toMatchObject({ subjects: 16, oneExpiry: { method: 'upper-bound' } });
  });
});
