import { rmSync } from 'node:fs';
import type { Printer } from '../../../shared/app/ports.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Core, CreateCore } from '../core-settings.ts';
import { keyRingPath } from '../key-ring.ts';
import { machinePorts } from '../machine-ports.ts';
import { cheapestCost } from '../passphrase.ts';
import type { KdfCost } from '../passphrase.ts';
import { createStore } from '../store-file/create-store.ts';
import type { Machine } from '../store-file/store-file.ts';
import { systemClock } from '../system-clock.ts';
import { demonstrationDefinition } from './demonstration-definition.ts';
import type { DemonstrationDefinition } from './demonstration-definition.ts';
import { doerOf } from './doer.ts';
import { demonstrationLife } from './life.ts';
import { demonstrationPassphrase, demonstrationPeople } from './people.ts';
import { ScriptedClock } from './scripted-clock.ts';
import { siteMachines } from './site-machines.ts';

export interface DemonstrationSetting {
  readonly machine: Machine;
  readonly resources: string;
  readonly createCore: CreateCore;
  readonly printer: Printer;
  readonly cost: KdfCost | undefined;
  readonly progress: (done: number, total: number, message: string) => void;
}

export interface DemonstrationWish {
  readonly path: string;
  readonly scale: 'small' | 'full';
  /** For all people of the study instead of the published one. */
  readonly passphrase?: string;
}

/** Days that the demonstration has been running; in the larger one recruitment is about halfway. */
const ageInDays = { small: 330, full: 230 } as const;

/**
 * Builds the demonstration study by living it: the same commands as in a real study, each at its time.
 * A failure leaves no file.
 */
export async function buildDemonstration(
  setting: DemonstrationSetting,
  wish: DemonstrationWish,
): Promise<Result<{ readonly done: readonly string[] }, Refusal>> {
  const { scale } = wish;
  const days = ageInDays[scale];
  const clock = new ScriptedClock(addMilliseconds(systemClock.now().instant, -days * 86_400_000));
  const study = demonstrationDefinition(setting.resources, scale);
  const passphrase = wish.passphrase ?? demonstrationPassphrase;
  const created = await found(setting, wish, { clock, study, passphrase });
  if (!created.ok) return created;
  const core = setting.createCore({
    dataDirectory: setting.machine.dataDirectory,
    resources: setting.resources,
    storePath: wish.path,
    deviceSecret: setting.machine.device.secret,
    clock,
    printer: setting.printer,
    emit: () => undefined,
    isCancelled: () => false,
  });
  const machines = siteMachines(setting, clock);
  try {
    const doer = doerOf(core.dispatch);
    const { definition } = study;
    const { progress } = setting;
    const terms = { days, scale, passphrase, progress, machineAt: machines.at };
    return ok({ done: await demonstrationLife({ doer, clock, definition, ...terms }) });
  } catch (error) {
    discard(core, wish.path);
    throw error;
  } finally {
    machines.close();
    core.close();
  }
}

function discard(core: Core, path: string): void {
  core.close();
  for (const file of [path, `${path}-wal`, `${path}-shm`, keyRingPath(path)]) {
    rmSync(file, { force: true });
  }
}

/** Everybody knows the published passphrases; people with their own get the usual cost. */
function costOf(
  { cost }: DemonstrationSetting,
  { passphrase }: DemonstrationWish,
): { readonly cost?: KdfCost } {
  if (cost !== undefined) return { cost };
  return passphrase === undefined ? { cost: cheapestCost } : {};
}

async function found(
  setting: DemonstrationSetting,
  wish: DemonstrationWish,
  given: {
    readonly clock: ScriptedClock;
    readonly study: DemonstrationDefinition;
    readonly passphrase: string;
  },
): Promise<Result<unknown, Refusal>> {
  const { clock, study, passphrase } = given;
  const [founder, ...others] = demonstrationPeople;
  const sites = study.definition.sites.slice(0, 2).map(({ id }) => id as string);
  const withSites = others.map((person) => ({
    ...person,
    passphrase,
    ...(person.role === 'site-user' ? { sites } : {}),
  }));
  return createStore(
    setting.machine,
    machinePorts({
      dataDirectory: setting.machine.dataDirectory,
      clock,
      printer: setting.printer,
      emit: () => undefined,
      isCancelled: () => false,
    }),
    {
      path: wish.path,
      definition: study.definition,
      definitionText: study.text,
      fileName: study.fileName,
      users: [{ ...founder, passphrase }, ...withSites],
      demonstration: wish.passphrase === undefined ? 'published-passphrases' : 'own-passphrases',
      ...costOf(setting, wish),
    },
  );
}
