import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { buildDemonstration } from '../demonstration/build-demonstration.ts';
import { weakPassphrase } from '../passphrase.ts';
import { recentStudies, rememberStudy } from '../recent-studies.ts';
import { createStore } from '../store-file/create-store.ts';
import type { FirstUser } from '../store-file/create-store.ts';
import { recoverStore } from '../store-file/recover-store.ts';
import { lock } from './core-state.ts';
import type { CoreState } from './core-state.ts';
import { readDefinition } from './definition-file.ts';
import { ringOf } from '../ring-in-force.ts';
import { noStore } from './sign-in.ts';
import { sessionStatus, studyCard } from './status.ts';

/** Where new studies go unless a path is given. */
export const studiesFolder = (): string => join(homedir(), 'Cachet studies');

export const listStores =
  (state: CoreState): LifecycleHandlers['store.list'] =>
  async () =>
    ok({
      studies: recentStudies(state.machine.dataDirectory).map(studyCard),
      folder: studiesFolder(),
    });

function choose(state: CoreState, path: string): void {
  lock(state);
  state.storePath = path;
}

export const chooseStore =
  (state: CoreState): LifecycleHandlers['store.choose'] =>
  async ({ path }) => {
    const absolute = resolve(path);
    const card = studyCard(absolute);
    if (card.state === 'missing') {
      return err(
        refusal(
          'store-missing',
          `There is no file ${absolute}.`,
          'Check the path, or choose another study.',
        ),
      );
    }
    choose(state, absolute);
    return ok(sessionStatus(state));
  };

/** A free path in the studies folder, named after the protocol. */
function freePath(name: string): string {
  const base = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60) || 'study';
  for (let i = 1; ; i += 1) {
    const path = join(studiesFolder(), `${base}${i === 1 ? '' : `-${i}`}.cachet`);
    if (!existsSync(path)) return path;
  }
}

export const createStudy =
  (state: CoreState): LifecycleHandlers['store.create'] =>
  async (input) => {
    const read = readDefinition(state, input.definition);
    if (read.definition === null) {
      return err(
        refusal(
          'definition-invalid',
          `${input.definition.name} has ${read.issues.length} problems.`,
          'Correct them and choose the file again.',
          read.issues.map(
            ({ file, line, path, found, expected }) =>
              `${file}${line === null ? '' : `:${line}`} ${path}: found ${found}, expected ${expected}`,
          ),
        ),
      );
    }
    const people = peopleRefusal(input);
    if (people !== null) return err(people);
    const path =
      input.path === undefined ? freePath(read.definition.protocol.number) : resolve(input.path);
    const created = await createStore(state.machine, state.ports, {
      path,
      definition: read.definition,
      definitionText: read.text,
      fileName: input.definition.name,
      users: [
        founderOf(input.administrator, 'administrator'),
        founderOf(input.pharmacist, 'unblinded-pharmacist'),
      ],
      demonstration: 'no',
      ...(state.cost === undefined ? {} : { cost: state.cost }),
    });
    if (!created.ok) return created;
    rememberStudy(state.machine.dataDirectory, path);
    choose(state, path);
    return ok({ path });
  };

/** Recovery shares stand in for a lost passphrase or machine; whoever was at work is locked out first. */
export const recoverAccess =
  (state: CoreState): LifecycleHandlers['store.recover'] =>
  async (input) => {
    const path = state.storePath;
    if (path === null) return err(noStore);
    lock(state);
    const ring = ringOf(path);
    if (!ring.ok) return ring;
    const { user, passphrase, shares, reason } = input;
    const recovered = await recoverStore(state.machine, state.ports, {
      path,
      ring: ring.value,
      shares,
      user,
      passphrase,
      reason,
      ...(state.cost === undefined ? {} : { cost: state.cost }),
    });
    if (!recovered.ok) return recovered;
    return ok(sessionStatus(state));
  };

/** Two people found a study at one keyboard: a passphrase that its person did not type alone is a first one. */
const founderOf = (
  { ownPassphrase, ...person }: Parameters<LifecycleHandlers['store.create']>[0]['administrator'],
  role: 'administrator' | 'unblinded-pharmacist',
): FirstUser => ({ ...person, role, mustChangePassphrase: !ownPassphrase });

function peopleRefusal(input: Parameters<LifecycleHandlers['store.create']>[0]): Refusal | null {
  const { administrator, pharmacist } = input;
  if (administrator.user === pharmacist.user) {
    return refusal(
      'same-person',
      `${administrator.user} cannot be both administrator and pharmacist.`,
      'Name two people: the administrator never sees arms.',
    );
  }
  return (
    weakPassphrase(administrator.passphrase, administrator.user) ??
    weakPassphrase(pharmacist.passphrase, pharmacist.user)
  );
}

export const makeDemonstration =
  (state: CoreState): LifecycleHandlers['store.demonstration'] =>
  async (input) => {
    const path = input.path === undefined ? freePath('demonstration') : resolve(input.path);
    const built = await buildDemonstration(
      {
        machine: state.machine,
        resources: state.resources,
        createCore: state.createCore,
        printer: state.ports.printer,
        cost: state.cost,
        progress: (done, total, message) =>
          state.emit({ kind: 'progress', job: 'demonstration', done, total, message }),
      },
      { path, scale: input.scale },
    );
    if (!built.ok) return built;
    rememberStudy(state.machine.dataDirectory, path);
    choose(state, path);
    return ok({ path, done: [...built.value.done] });
  };
