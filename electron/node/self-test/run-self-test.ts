import type { Clock } from '../../../shared/app/ports.ts';
import type { SelfTestItem, SelfTestResult } from '../../../shared/contracts/self-test.ts';
import { version } from '../lifecycle/status.ts';
import type { OpenDatabase } from '../open-database.ts';
import { cryptoItems } from './crypto-items.ts';
import { engineItems } from './engine-items.ts';
import { item } from './item.ts';
import { machineItems, versionItems } from './machine-items.ts';
import { buildDigest, programFileItems } from './program-files.ts';
import { storageItems, studyItems, trailClockItem } from './store-items.ts';

export interface SelfTestSetting {
  /** Folder of the installation. */
  readonly root: string;
  readonly dataDirectory: string;
  readonly clock: Clock;
  /** The open study, if one is. */
  readonly database: OpenDatabase | null;
  /** What the host found out about itself. */
  readonly host?: readonly SelfTestItem[];
}

/** Looks at the installation and at the open study; changes nothing. Never throws for what it finds. */
export async function runSelfTest(setting: SelfTestSetting): Promise<SelfTestResult> {
  const { root, database, clock } = setting;
  const now = clock.now().instant;
  const items = [
    ...versionItems(root),
    ...programFileItems(root),
    item('program', 'Digest of the build', 'as in the release notes', buildDigest(root), true),
    ...machineItems(setting),
    ...storageItems(),
    ...engineItems(),
    ...(await cryptoItems()),
    ...(database === null ? [] : [...studyItems(database), trailClockItem(database, now)]),
    ...(setting.host ?? []),
  ];
  return { ok: items.every(({ passed }) => passed), version, at: now, items };
}
