import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../shared/app/ports.ts';
import type { SelfTestItem } from '../../../shared/contracts/self-test.ts';
import { version } from '../lifecycle/status.ts';
import { attempted, item } from './item.ts';

const versionOf = (root: string, name: string): string => {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

/** `1.2.3` of `npm:other@1.2.3` or `1.2.3`. */
const pinned = (wanted: string): string => wanted.slice(wanted.lastIndexOf('@') + 1);

/** Versions that run are those that the program was released with. */
export function versionItems(root: string): readonly SelfTestItem[] {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
  const packages = Object.entries(manifest.dependencies).map(([name, wanted]) =>
    attempted('program', `Package ${name}`, pinned(wanted), () => versionOf(root, name)),
  );
  const major = Number(process.versions.node.split('.')[0]);
  return [
    item('program', 'Version', manifest.version, version),
    item('program', 'Node', 'at least 24', process.versions.node, major >= 24),
    ...packages,
  ];
}

const gigabyte = 1_000_000_000;

function spaceItem(name: string, path: string): SelfTestItem {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const found =
    free >= 10 * gigabyte
      ? 'at least 10 GB'
      : free >= gigabyte
        ? 'at least 1 GB'
        : 'less than 1 GB';
  return item('machine', name, 'at least 1 GB free', found, free >= gigabyte);
}

/** Who may read what protects this machine's keys. */
function secretItem(dataDirectory: string): SelfTestItem {
  const name = 'Secret of the device';
  const path = join(dataDirectory, 'device.json');
  if (process.platform === 'win32') {
    return item('machine', name, 'in the profile of the person', 'in the profile of the person');
  }
  const expected = 'readable by its owner only (600)';
  if (!existsSync(path)) return item('machine', name, expected, 'missing', false);
  const mode = (statSync(path).mode & 0o777).toString(8);
  return item('machine', name, expected, `mode ${mode}`, mode === '600');
}

/** A clock that stands before the program was made is wrong, whatever it shows. */
const released = '2026-01-01T00:00:00.000Z';

function clockItems(clock: Clock): readonly SelfTestItem[] {
  const { instant, offsetMinutes } = clock.now();
  const zone = -new Date(instant).getTimezoneOffset();
  return [
    item(
      'machine',
      'Clock',
      'after the release of the program',
      instant >= released
        ? 'after the release of the program'
        : 'before the release of the program',
    ),
    item(
      'machine',
      'Offset from UTC',
      'that of the operating system',
      zone === offsetMinutes
        ? 'that of the operating system'
        : `${offsetMinutes} minutes, not ${zone}`,
    ),
  ];
}

/** The machine that the program runs on. */
export const machineItems = (given: {
  readonly dataDirectory: string;
  readonly clock: Clock;
}): readonly SelfTestItem[] => [
  spaceItem('Free space for the data folder', given.dataDirectory),
  secretItem(given.dataDirectory),
  ...clockItems(given.clock),
];
