import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { LifecycleHandlers, QueryContext } from '../../../shared/app/handlers.ts';
import { fileName } from '../../../shared/app/queries/table-file.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { FileOutput } from '../../../shared/contracts/common.ts';
import {
  manifestFile,
  manifestScript,
  signatureFile,
} from '../../../shared/ledger/evidence/pack-format.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { readAnchor } from '../anchor.ts';
import { buildPack } from '../evidence/build-pack.ts';
import type { PackMade } from '../evidence/build-pack.ts';
import type { SectionFile } from '../evidence/sections.ts';
import { zipFolder } from '../evidence/zip-folder.ts';
import { appRoot, viewerFile } from '../places.ts';
import { selfTestReport } from '../self-test/self-test-report.ts';
import { traceabilityFiles } from '../validation/traceability.ts';
import { ringToVerify } from '../ring-in-force.ts';
import { machineFor } from '../site-identity.ts';
import { studyOf } from '../store-file/store-file.ts';
import { verifyStore } from '../store-file/verify-store.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordInOrder } from './record-one.ts';
import { selfTestOf } from './self-test.ts';
import { version } from './status.ts';

/** Above it the tables are not rebuilt from the trail before a pack is made: that alone would take minutes. */
const replayedEntries = 100_000;

/** An archive travels through the window as text; larger ones are made by the command line. */
const archiveBytes = 150_000_000;

type Input = Parameters<LifecycleHandlers['evidence.make']>[0];

function refusalOf({ session, opened }: Work, input: Input): Refusal | null {
  if (opened.store.purpose === 'site') {
    return refusal(
      'evidence-site-file',
      'The file of a site holds its own record only.',
      'Hand the record over as a bundle; the pack is made in the console of the study.',
    );
  }
  if (input.variant === 'unblinded' && session.sealer === null) {
    return refusal(
      'evidence-needs-key',
      'An unblinded pack needs the unblinding key, which your sign-in does not hold.',
      'Make the arm-free pack; it holds the whole trail as well.',
    );
  }
  if (input.folder !== undefined && !isAbsolute(input.folder)) {
    return refusal(
      'folder-not-absolute',
      `"${input.folder}" does not say where on this machine.`,
      'Give the whole path of a new folder, or leave it out for an archive.',
    );
  }
  if (input.folder !== undefined && existsSync(resolve(input.folder))) {
    return refusal(
      'folder-exists',
      `${resolve(input.folder)} exists already, and nothing is overwritten.`,
      'Choose the name of a new folder.',
    );
  }
  if (existsSync(viewerFile())) return null;
  return refusal(
    'viewer-missing',
    `The viewer ${viewerFile()} is not part of this installation.`,
    'Build or install the program again.',
  );
}

function contextFor(state: CoreState, { opened, session }: Work, input: Input): QueryContext {
  const { db, environment, device } = opened.store;
  const sealer =
    input.variant === 'unblinded' && isUnblindedRole(session.actor.role) ? session.sealer : null;
  const now = state.ports.clock.now();
  return { db, environment, device, actor: session.actor, sealer, ports: state.ports, now };
}

/** Papers about the installation that the pack was made with. */
async function installationFiles(state: CoreState): Promise<readonly SectionFile[]> {
  const result = await selfTestOf(state);
  return [
    { path: 'installation/self-test.json', content: `${JSON.stringify(result, null, 2)}\n` },
    {
      path: 'installation/self-test.pdf',
      content: await state.ports.printer.pdf(selfTestReport(result)),
    },
    ...traceabilityFiles(appRoot()).map(({ name, content }) => ({
      path: `installation/${name}`,
      content,
    })),
  ];
}

async function makeInto(
  state: CoreState,
  work: Work,
  input: Input,
  folder: string,
): Promise<Result<PackMade, Refusal>> {
  const path = state.storePath as string;
  const ring = ringToVerify(path, work.opened.database);
  if (!ring.ok) return ring;
  const machine = machineFor(state.machine, ring.value);
  const job = state.ports.job(input.job);
  const { database } = work.opened;
  const study = studyOf(database);
  const entries = work.opened.store.db
    .prepare('SELECT count(*) AS n FROM ledger')
    .get<{ n: number }>() as { n: number };
  const verification = verifyStore({
    database,
    path,
    ring: ring.value,
    anchor: readAnchor(machine.dataDirectory, study, machine.device),
    replay: entries.n <= replayedEntries,
    job,
  });
  const made = await buildPack({
    context: contextFor(state, work, input),
    storeId: study.storeId,
    product: `Cachet ${version}`,
    device: machine.device,
    viewer: readFileSync(viewerFile()),
    verification,
    installation: await installationFiles(state),
    folder,
    job,
  });
  return ok(made);
}

function archived(
  state: CoreState,
  work: Work,
  folder: string,
  unblinded: boolean,
): Result<FileOutput, Refusal> {
  const { protocol } = currentDefinition(work.opened.database).definition;
  const parts = { protocol: protocol.number, content: 'evidence pack', unblinded };
  const name = `${fileName(parts, state.ports.clock.now())}.zip`;
  const target = `${folder}.zip`;
  const manifest = JSON.parse(readFileSync(join(folder, manifestFile), 'utf8')) as {
    files: { path: string }[];
  };
  const own = [manifestFile, signatureFile, manifestScript];
  zipFolder(folder, [...own, ...manifest.files.map((one) => one.path)], target);
  const { size } = statSync(target);
  if (size > archiveBytes) {
    return err(
      refusal(
        'evidence-too-large',
        `The archive has ${Math.round(size / 1e6)} MB; the window takes up to ${archiveBytes / 1e6}.`,
        'Make the pack as a folder: cachet evidence --store PATH --out DIR.',
      ),
    );
  }
  const base64 = readFileSync(target).toString('base64');
  return ok({ name, mediaType: 'application/zip', base64 });
}

/** Builds a pack as a folder, or in a temporary one and hands it out as an archive; the trail says that it was made. */
export const makeEvidence =
  (state: CoreState): LifecycleHandlers['evidence.make'] =>
  async (input) => {
    const { work } = state;
    if (work === null) throw new Error('nobody is signed in');
    const stopped = refusalOf(work, input);
    if (stopped !== null) return err(stopped);
    const scratch = mkdtempSync(join(tmpdir(), 'cachet-evidence-'));
    const folder = input.folder === undefined ? join(scratch, 'pack') : resolve(input.folder);
    try {
      const made = await makeInto(state, work, input, folder);
      if (!made.ok) return made;
      const archive =
        input.folder === undefined
          ? archived(state, work, folder, input.variant === 'unblinded')
          : ok(null);
      if (!archive.ok) return archive;
      const { entries, digest } = made.value;
      const body = { variant: input.variant, entries, digest };
      const entered = await recordInOrder(state, work, 'evidence.make', () => [
        { event: { kind: 'evidence-made', body } },
      ]);
      if (!entered.ok) return entered;
      return ok({ variant: input.variant, ...made.value, archive: archive.value });
    } catch (error) {
      if (input.folder !== undefined) rmSync(folder, { recursive: true, force: true });
      throw error;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  };
