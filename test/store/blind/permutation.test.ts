// Requirements: TRU-06
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupStore } from '../../../electron/node/store-file/backup-store.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import { relabelled } from '../../builders/blind/arms.ts';
import { parties, passphrase } from '../../builders/blind/blind-people.ts';
import { canaryIn } from '../../builders/blind/canary.ts';
import { atSite } from '../../builders/blind/life-site.ts';
import type { KnownStudy } from '../../builders/blind/known.ts';
import { overLoopback } from '../../builders/blind/over-loopback.ts';
import type { OverLoopback } from '../../builders/blind/over-loopback.ts';
import { leakingDoor, plantedLeaks } from '../../builders/blind/planted-leaks.ts';
import { askedLong, namesArm, toldIn } from '../../builders/blind/transcript.ts';
import type { Line } from '../../builders/blind/transcript.ts';
import { difference, toldBoth, twoStudies } from '../../builders/blind/two-studies.ts';
import type { Told, TwoStudies } from '../../builders/blind/two-studies.ts';

const extent = process.env['CACHET_LONG'] === undefined ? 'short' : 'long';

let studies: TwoStudies;
const written: string[] = [];
const restore: (() => void)[] = [];
beforeAll(async () => {
  studies = await twoStudies();
  for (const stream of [process.stdout, process.stderr]) {
    const { write } = stream;
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      written.push(Buffer.from(chunk as string).toString());
      return write.call(stream, chunk as string, ...rest);
    }) as typeof write;
    restore.push(() => void (stream.write = write));
  }
});
afterAll(() => {
  for (const undo of restore) undo();
  studies?.close();
});

const answered = new Set<ProcedureName>();
const heard: Line[] = [];

/** Answers in which nothing was found; most are given to several people. */
const searched = new Set<string>();

/** The first answer that holds the name of an arm which nobody typed. */
const leak = (lines: readonly Line[]): string | null => {
  for (const line of lines) {
    if (searched.has(line.raw)) continue;
    const found = namesArm(line) ? null : canaryIn(toldIn(line));
    if (found === null) searched.add(line.raw);
    if (found !== null) return `${line.party} ${line.name} ${line.input}\n${found}`;
  }
  return null;
};

function expectBlind(told: Told): void {
  expect(difference(told)).toBeNull();
  expect(leak(told.one)).toBeNull();
  expect(told.one.filter(({ kind }) => kind === 'internal')).toEqual([]);
  heard.push(...told.one);
}

describe('whoever must learn no arm is told the same when the arms are exchanged', () => {
  it.each(parties)(
    '%s, whatever they ask of the study',
    async (party) => {
      expectBlind(await toldBoth(studies, { party, extent, answered, at: 'study' }));
    },
    240_000,
  );

  it.each(atSite)('%s, at a site without the network', async (party) => {
    expectBlind(await toldBoth(studies, { party, extent, answered, at: 'site' }));
  });
});

describe('the comparison and the search', () => {
  it('see nothing but the content of answers over the loopback host: headers are alike', async () => {
    const behind = new Map<KnownStudy, OverLoopback>();
    for (const known of [studies.one, studies.other]) {
      behind.set(known, await overLoopback(known.study.console));
    }
    const names = Object.keys(contracts).filter((name) => !/^(session|store)\./.test(name));
    const door = (study: KnownStudy) => behind.get(study)?.door ?? (() => () => expect.fail());
    const asked = { party: 'ines', extent: 'short' as const, answered, at: 'study' as const, door };
    expectBlind(await toldBoth(studies, { ...asked, names: names as ProcedureName[] }));
    const [one, other] = [...behind.values()].map(({ headers }) => headers);
    expect(one?.length).toBeGreaterThan(names.length);
    // A length goes with the widths of digests in a paper, and nothing else of the head with anything.
    const bare = (lines: readonly string[] = []) =>
      lines.map((line) => line.replace(/"content-length","\d+"/, '"content-length"'));
    expect(bare(other)).toEqual(bare(one));
    expect(canaryIn(Buffer.from(JSON.stringify(one)))).toBeNull();
    for (const host of behind.values()) await host.close();
  });

  it.each(plantedLeaks)('catch $what', async (planted) => {
    const { party, name, caught } = planted;
    const door = leakingDoor(planted);
    const asked = { party, extent: 'long' as const, answered: new Set<ProcedureName>() };
    const heardBefore = [studies.one, studies.other].map(
      ({ study }) => study.console.events.length,
    );
    const told = await toldBoth(studies, { ...asked, at: 'study', names: [name], door });
    for (const [i, { study }] of [studies.one, studies.other].entries()) {
      study.console.events.length = heardBefore[i] ?? 0;
    }
    const found = {
      comparison: difference(told) !== null,
      search: leak([...told.one, ...told.other]) !== null,
    };
    const [comparison, search] = [caught.includes('comparison'), caught.includes('search')];
    expect(found).toEqual({ comparison, search });
  });
});

const noHub = 'it reaches a hub first, and these consoles have none';

/** Procedures that no blinded person is ever answered, with the reason. */
const unanswered: { readonly [N in ProcedureName]?: string } = {
  'store.demonstration': 'a study of its own, with published people, takes a second to build',
  'site.create': 'a machine takes one file of its site; both got it while they were built',
  'backups.restore':
    'the machine would leave the study for the restored file; it tells a path and three counts',
  'access.takeShare':
    'a share is random bytes for its holder alone; the key behind it names no arm',
  'hub.share': noHub,
  'hub.admit': noHub,
  'hub.hold': noHub,
  'hub.handOver': noHub,
  'hub.join': noHub,
  'hub.acceptWorker': noHub,
  'hub.dismissWorker': noHub,
};

/** Refused for want of a scenario: the forecast computes from what is typed and knows no study. */
const withScenario = /^forecast\.(check|run|vary|meetingPage|compare|optimise|centres|replay)$/;

describe('the questions', () => {
  it('are of every procedure, and each that a blinded person may ask was answered', () => {
    const asked = new Set(heard.map(({ name }) => name));
    const left = extent === 'short' ? askedLong : [];
    const all = Object.keys(contracts).filter((name) => !left.includes(name));
    expect([...asked].toSorted()).toEqual(all.toSorted());
    const needsKey = (name: string): boolean =>
      (contracts[name as ProcedureName] as ProcedureContract).needs !== undefined;
    const silent = all.filter(
      (name) => !answered.has(name as ProcedureName) && !needsKey(name) && !withScenario.test(name),
    );
    const excused = Object.keys(unanswered).filter((name) => all.includes(name));
    expect(silent.toSorted()).toEqual(excused.toSorted());
  });

  it('were refused, forbidden and malformed as well', () => {
    const count = (kind: Line['kind']): number => heard.filter((line) => line.kind === kind).length;
    expect(count('ok')).toBeGreaterThan(500);
    expect(count('refused')).toBeGreaterThan(500);
    expect(count('forbidden')).toBeGreaterThan(500);
    expect(count('invalid-input')).toBeGreaterThan(300);
  });
});

/** Every file below a folder with its size; machine ids and study ids are noise. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

/** Names, with the ids of machines and studies left out, and bytes, in an order of their own. */
const namesAndSizes = (folder: string): readonly (readonly [name: string, size: number])[] =>
  filesBelow(folder)
    .map((path) => {
      const name = path.slice(folder.length).replace(/[0-9a-f]{16,}|[0-9a-f-]{36}/g, '<id>');
      return [name, statSync(path).size] as const;
    })
    .toSorted(([name, size], [other, against]) =>
      name === other ? size - against : name < other ? -1 : 1,
    );

/** Bytes that go with chance: pages of indexes over hashes, digits of the entry that was anchored last. */
const chance = (name: string): number =>
  name.endsWith('.cachet') ? 4 * 4096 : name.includes('/anchors/') ? 2 : 0;

async function backUp({ study }: KnownStudy): Promise<void> {
  const { path, dataDirectory } = study.console;
  const { secret: deviceSecret } = loadDevice(dataDirectory);
  const given = { user: 'ines', passphrase, deviceSecret };
  const keys = await openKeyRing(readKeyRing(path), given);
  const done = backupStore(path, keys?.dataKey as Uint8Array, join(study.folder, 'backup.cachet'));
  if (!done.ok) throw new Error(done.error.message);
}

describe('what lies about', () => {
  it('has the same names and sizes on both disks, backups among them', async () => {
    const { one, other } = studies;
    for (const known of [one, other]) {
      known.study.console.close();
      known.study.site.console.close();
      await backUp(known);
    }
    const [sizes, against] = [namesAndSizes(one.study.folder), namesAndSizes(other.study.folder)];
    expect(against.map(([name]) => name)).toEqual(sizes.map(([name]) => name));
    const differ = sizes.filter(
      ([name, size], i) => Math.abs(size - (against[i]?.[1] ?? 0)) > chance(name),
    );
    expect(differ).toEqual([]);
  });

  it('holds no name of an arm in clear: no file, no line of the terminal, no notice', () => {
    for (const { study } of [studies.one, studies.other]) {
      const found = filesBelow(study.folder).map((path) => canaryIn(readFileSync(path)));
      expect(found.filter((one) => one !== null)).toEqual([]);
      expect(canaryIn(Buffer.from(JSON.stringify(study.console.events)))).toBeNull();
    }
    expect(canaryIn(Buffer.from(written.join('')))).toBeNull();
  });

  it('would be found: the pharmacist reads arms, and other ones in the other study', async () => {
    const seen = async ({ study }: KnownStudy): Promise<string> => {
      const [number = ''] = studies.one.given;
      const { kit } = await study.must('maren', 'kits.get', { number });
      return JSON.stringify(kit);
    };
    const [one, other] = [await seen(studies.one), await seen(studies.other)];
    expect(canaryIn(Buffer.from(one))).not.toBeNull();
    expect(other).not.toBe(one);
    expect(other).toBe(relabelled(one));
  });
});
