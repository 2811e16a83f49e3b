// Requirements: HUB-04
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { startHubInBackground } from '../../electron/node/hub-in-background.ts';
import type { HubInBackground } from '../../electron/node/hub-in-background.ts';
import { drillPassphrase } from '../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../electron/node/drill/drill-site.ts';
import { joinedStudy } from './joined-study.ts';
import type { JoinedStudy } from './joined-study.ts';
import { urlAs } from './fresh-database.ts';

let joined: JoinedStudy;
beforeAll(async () => {
  joined = await joinedStudy();
  joined.study.clock.advance(600);
  const input = { databaseUrl: urlAs(joined.made.url, '', ''), hub: joined.made.hub };
  for (const core of [joined.study.console, joined.site.core])
    await core.must('hub.connect', input);
});
afterAll(() => joined.close());

/** The background of a core, whose clock is turned by hand. */
function background(core: DrillCore, dataDirectory: string) {
  let look: () => void = () => undefined;
  const started: HubInBackground = startHubInBackground({
    core: {
      atWork: () => core.atWork(),
      dispatch: (request) => core.ask(request.name as never, request.input as never),
    },
    dataDirectory,
    ticker: {
      every: (_milliseconds, next) => {
        look = next;
        return () => undefined;
      },
    },
  });
  onTestFinished(() => started.stop());
  return { ...started, look: () => look() };
}

it('what is done at a site reaches the console as soon as the hub says so', async () => {
  const { study, site } = joined;
  const atConsole = background(study.console, study.place.dataDirectory);
  const atSite = background(site.core, site.dataDirectory);
  for (const one of [atConsole, atSite]) one.look();
  const idle = async (core: DrillCore) => {
    const state = await core.must('hub.status', {});
    return state.lastAt !== null && !state.isExchanging;
  };
  await vi.waitFor(async () => expect(await idle(study.console)).toBe(true), { timeout: 30_000 });
  await vi.waitFor(async () => expect(await idle(site.core)).toBe(true), { timeout: 30_000 });
  await randomizeOffline(site, study.console, { subject: 'B-1', sex: 'male', unusable: 0 });
  atSite.hear({ kind: 'changed', revision: 1, topics: ['site-dispensed'] });
  await vi.waitFor(
    async () => {
      for (const one of [atConsole, atSite]) one.look();
      const { rows } = await study.console.must('reconciliation.items', { limit: 10 });
      expect(rows.map(({ subject }) => subject)).toEqual(['B-1']);
    },
    { timeout: 30_000, interval: 50 },
  );
});

it('a hub that is away becomes a status, and work goes on', async () => {
  const { study, made } = joined;
  const away = { databaseUrl: 'postgres://127.0.0.1:1/hub', hub: made.hub };
  const asked = await study.console.must('hub.connect', away);
  expect(asked.request).toMatch(/^CACHET-HUB-1\./);
  const state = await study.console.must('hub.exchange', {});
  expect(state).toMatchObject({ isExchanging: false, refusal: { rule: 'hub-away' } });
  expect(state.hub).toEqual({ number: made.hub, where: 'hub at 127.0.0.1:1' });
  const [during] = await Promise.all([
    study.console.must('packs.page', {}),
    study.console.must('hub.exchange', {}),
  ]);
  expect(during.packs.length).toBeGreaterThan(0);
  await study.console.must('hub.disconnect', {});
  expect(await study.console.must('hub.exchange', {})).toMatchObject({ hub: null });
});

it('a lock in the midst of an exchange ends it without harm', async () => {
  const { site, made } = joined;
  const exchange = site.core.ask('hub.exchange', {});
  await site.core.must('session.lock', {});
  expect(['refused', 'ok', 'forbidden']).toContain((await exchange).kind);
  await site.core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
  const state = await site.core.must('hub.exchange', {});
  expect(state).toMatchObject({ refusal: null, hub: { number: made.hub } });
});
