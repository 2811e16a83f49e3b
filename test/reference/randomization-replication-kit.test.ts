// Requirements: RND-06
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toHex } from '../../shared/base/hex.ts';
import { generateList } from '../../shared/engine/randomization/list.ts';
import type { ListSpecification } from '../../shared/engine/randomization/list-specification.ts';
import { listToCsv } from '../../shared/engine/randomization/list-text.ts';
import { replicationKit } from '../../shared/engine/randomization/replication/replication-kit.ts';
import {
  LISTS,
  checkedOf,
  deriveKey,
  seedOf,
  specificationOf,
} from '../unit/engine/randomization/list-fixtures.ts';

const root = mkdtempSync(join(tmpdir(), 'cachet-kit-'));
afterAll(() => rmSync(root, { recursive: true }));

const hasR = spawnSync('Rscript', ['--version']).status === 0;
const seed = toHex(seedOf(9));

/** Writes kit and list of a specification into a folder of their own. */
const unpack = (specification: ListSpecification, change = (csv: string) => csv) => {
  const folder = mkdtempSync(join(root, 'kit-'));
  const checked = checkedOf(specification);
  for (const file of replicationKit(checked)) writeFileSync(join(folder, file.name), file.text);
  const csv = listToCsv(checked, generateList(checked, seedOf(9), deriveKey));
  const list = join(folder, 'list.csv');
  writeFileSync(list, change(csv));
  return { folder, list, csv };
};

const run = (program: 'python3' | 'Rscript', folder: string, given: readonly string[]) => {
  const script = join(folder, program === 'python3' ? 'replicate.py' : 'replicate.R');
  const { status, stdout, stderr } = spawnSync(program, [script, ...given], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

const names = LISTS.map((specification) => ({
  specification,
  name: `${specification.procedure} ${specification.arms.map((a) => a.weight).join(':')} ${JSON.stringify(specification.parameters)}`,
}));

const swapFirstArms = (csv: string): string => {
  const lines = csv.split('\n');
  const line = lines[1] ?? '';
  return lines
    .with(1, line.endsWith('A') ? `${line.slice(0, -1)}B` : `${line.slice(0, -1)}A`)
    .join('\n');
};

describe.each([
  { program: 'python3', isThere: true, title: 'python3' },
  { program: 'Rscript', isThere: hasR, title: hasR ? 'Rscript' : 'R (skipped: no Rscript)' },
] as const)('the replication kit in $title', ({ program, isThere }) => {
  it.skipIf(!isThere).each(names)('agrees in every slot: $name', ({ specification }) => {
    const { folder, list } = unpack(specification);
    expect(run(program, folder, [seed, list])).toEqual({
      status: 0,
      stdout: '90 of 90 slots agree\n',
      stderr: '',
    });
  });

  it.skipIf(!isThere)(
    'agrees for a longer list, and prints it when there is none to compare',
    () => {
      const strata = [{ name: 'all', length: 3000, reserve: 0 }];
      const { folder, csv } = unpack(specificationOf('pbd', { blocks: '4,6,8' }, [1, 1], strata));
      expect(run(program, folder, [seed]).stdout).toBe(csv);
    },
  );

  it.skipIf(!isThere)('finds one changed slot, another seed and a missing line', () => {
    const specification = specificationOf('bud', { lambda: 2 });
    const changed = unpack(specification, swapFirstArms);
    expect(run(program, changed.folder, [seed, changed.list])).toMatchObject({
      status: 1,
      stdout: '89 of 90 slots agree\n',
    });
    const { folder, list } = unpack(specification);
    expect(run(program, folder, [toHex(seedOf(8)), list]).status).toBe(1);
    const short = unpack(specification, (csv) => csv.split('\n').slice(0, -2).join('\n'));
    expect(run(program, short.folder, [seed, short.list]).status).toBe(1);
    expect(run(program, folder, ['abc']).status).not.toBe(0);
  });
});

it('carries no seed', () => {
  const kit = replicationKit(checkedOf(specificationOf('crd', {})));
  expect(kit.map((file) => file.name)).toEqual([
    'specification.json',
    'replicate.py',
    'replicate.R',
    'README.txt',
  ]);
  for (const file of kit) expect(file.text).not.toContain(seed);
});
