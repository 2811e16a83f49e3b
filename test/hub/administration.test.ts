// Requirements: HUB-01
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hubStatus, makeHub, upgradeHub } from '../../electron/node/hub/administration.ts';
import { connect } from '../../electron/node/hub/connection.ts';
import type { HubAddress } from '../../electron/node/hub/database-url.ts';
import { enrolMachine } from '../../electron/node/hub/enrolment.ts';
import { joinRequest } from '../../electron/node/hub/join-request.ts';
import { loginName } from '../../electron/node/hub/login.ts';
import { hubMigrations } from '../../electron/node/hub/migrations/migrations.ts';
import { requireCurrent } from '../../electron/node/hub/schema.ts';
import { cachetJson } from '../cli/spawn-cli.ts';
import { freshDatabase, rawClient } from './fresh-database.ts';
import { makeTestHub, must, newMachine, refusedBy } from './machines.ts';

it('a hub is made once by a command, and found again', async () => {
  const url = await freshDatabase();
  const hub = (word: string) => cachetJson(['hub', word, '--database-url', url]);
  const refusal = await hub('upgrade');
  expect(refusal).toMatchObject({ code: 1, json: { refused: { rule: 'hub-not-made' } } });
  const first = await hub('init');
  expect(first.json).toMatchObject({ made: true, steps: Object.keys(hubMigrations) });
  const again = await hub('init');
  expect(again.json).toEqual({ hub: first.json['hub'], made: false, steps: [] });
  const { json } = await hub('status');
  const schema = { kind: 'current', hub: first.json['hub'], version: '0030-jobs' };
  expect(json).toMatchObject({ schema, machines: [], conflicts: [] });
});

it('tables that are older or newer than the program are named, and newer ones left alone', async () => {
  const made = await makeTestHub();
  const { db } = made.owner;
  const client = await rawClient(made.url);
  onTestFinished(async () => {
    await client.end();
    await made.owner.close();
  });
  expect(must(await upgradeHub(made.owner)).steps).toEqual([]);
  await client.query(`INSERT INTO hub.migration VALUES ('9990-later', '2030-01-01')`);
  for (const make of [makeHub, upgradeHub])
    expect(refusedBy(await make(made.owner))).toBe('hub-schema-ahead');
  expect(refusedBy(requireCurrent((await hubStatus(db)).schema))).toBe('hub-schema-ahead');
  await client.query(`DELETE FROM hub.migration`);
  expect(refusedBy(requireCurrent((await hubStatus(db)).schema))).toBe('hub-schema-behind');
});

it('a hub of one office lives in a folder, for one program at a time, under the same rules', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-office-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const address: HubAddress = { kind: 'folder', folder: join(folder, 'hub') };
  const owner = must(await connect(address, null));
  expect(refusedBy(await connect(address, null))).toBe('hub-in-use');
  const { hub } = must(await makeHub(owner));
  const machines = [newMachine(), newMachine()] as const;
  for (const [i, machine] of machines.entries()) {
    const asked = joinRequest(hub, 'site', machine);
    must(await enrolMachine(owner.db, { ...asked, study: 'ZL-301', place: `S00${i}` }));
  }
  await owner.close();
  const [me] = machines;
  const mine = must(await connect(address, { user: loginName(hub, me.id), password: '' }));
  onTestFinished(() => mine.close());
  const { machines: seen } = await hubStatus(mine.db);
  expect(seen.map(({ device }) => device)).toEqual([me.id]);
});
