// Requirements: HUB-02, HUB-03, HUB-04
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { drillPassphrase } from '../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../electron/node/drill/drill-site.ts';
import { machineLogin } from '../../electron/node/hub/login.ts';
import { offlineStudy } from '../builders/offline-study.ts';
import { urlAs } from './fresh-database.ts';
import { workingMachine } from './joined-study.ts';
import { makeTestHub } from './machines.ts';

const cli = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'index.ts');

/** The real command line on a machine of its own. */
function on(dataDirectory: string, words: readonly string[]) {
  const child = spawn(process.execPath, [cli, 'hub', ...words, '--json'], {
    env: { ...process.env, CACHET_DATA: dataDirectory, CACHET_PASSPHRASE: drillPassphrase },
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    child.on('close', () => {
      if (out === '') reject(new Error(said));
      else resolve(JSON.parse(out) as Readonly<Record<string, unknown>>);
    });
  });
}

it('a console and a site, each its own process, join a hub and exchange', async () => {
  const made = await makeTestHub();
  const study = await offlineStudy(2);
  onTestFinished(async () => {
    study.close();
    await made.owner.close();
  });
  const site = await study.site('S001', 'self');
  await randomizeOffline(site, study.console, { subject: 'P-1', sex: 'male', unusable: 0 });
  const logins = [study.console, site.core].map((core) =>
    machineLogin(made.hub, workingMachine(core).device),
  );
  site.core.close();
  study.console.close();
  const console_ = ['--store', study.place.path, '--user', 'maren'];
  const atSite = ['--store', site.path, '--user', 'nora'];
  const data = study.place.dataDirectory;
  const where = ['--database-url', urlAs(made.url, '', ''), '--hub', made.hub];
  const [asked, askedSite] = await Promise.all([
    on(data, ['connect', ...console_, ...where]),
    on(site.dataDirectory, ['connect', ...atSite, ...where]),
  ]);
  expect(asked).toMatchObject({ kind: 'console' });
  expect(askedSite).toMatchObject({ kind: 'site', device: site.device });
  const enrol = (request: Readonly<Record<string, unknown>>, more: readonly string[]) =>
    on(data, [
      'enrol',
      '--database-url',
      made.url,
      '--study',
      'ZL-301',
      '--request',
      String(request['request']),
      '--fingerprint',
      String(request['fingerprint']),
      ...more,
    ]);
  await Promise.all([enrol(asked, []), enrol(askedSite, ['--place', 'S001'])]);
  const both = await Promise.all([
    on(data, ['exchange', ...console_]),
    on(site.dataDirectory, ['exchange', ...atSite]),
  ]);
  expect(both.map(({ witness }) => witness)).toEqual(['witnessed', 'witnessed']);
  await on(data, ['exchange', ...console_]);
  const parcels = await made.owner.db
    .selectFrom('hub.parcel as p')
    .leftJoin('hub.receipt as r', 'r.parcel', 'p.number' as never)
    .select(['p.kind', 'r.outcome'])
    .where('p.kind', '=', 'record')
    .execute();
  expect(parcels).toEqual([{ kind: 'record', outcome: 'taken' }]);
  // What the machines keep of the hub holds no password.
  for (const folder of [data, site.dataDirectory]) {
    const files = readdirSync(join(folder, 'hubs'));
    expect(files).toHaveLength(1);
    for (const file of files) {
      const text = readFileSync(join(folder, 'hubs', file), 'utf8');
      for (const { password } of logins) expect(text).not.toContain(password);
      expect(text).toContain(made.hub);
    }
  }
});
