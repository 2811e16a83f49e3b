import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxes } from '../../electron/node/boxes.ts';
import { barcodePorts } from '../../electron/node/barcode/barcode-ports.ts';
import { cryptoRandom, deriveKey, sha256 } from '../../electron/node/crypto-random.ts';
import { loadDevice } from '../../electron/node/device.ts';
import { isLoggerSealAuthentic } from '../../electron/node/logger-signature.ts';
import { openDatabase } from '../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../electron/node/open-database.ts';
import { seedRegistry } from '../../electron/node/seed-registry.ts';
import { createSealer } from '../../electron/node/sealer.ts';
import { uptime } from '../../electron/node/uptime.ts';
import { createSchema } from '../../electron/node/store-file/migrate.ts';
import { breakKeyOf } from '../../shared/app/code-break/envelope.ts';
import { createDispatch } from '../../shared/app/dispatch.ts';
import type { DoorPorts } from '../../shared/app/dispatch.ts';
import type { LifecycleHandlers } from '../../shared/app/handlers.ts';
import type { Actor, BreakKeys, OpenStore, Ports, Sealer } from '../../shared/app/ports.ts';
import { record } from '../../shared/app/record.ts';
import type { Decided } from '../../shared/app/record.ts';
import type { Json } from '../../shared/base/canonical-json.ts';
import { toHex } from '../../shared/base/hex.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { err, ok } from '../../shared/base/result.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../shared/contracts/procedure.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import { isUnblindedRole } from '../../shared/domain/access/roles.ts';
import type { Role } from '../../shared/domain/access/roles.ts';
import { parseStudyDefinition } from '../../shared/domain/study/parse-study-definition.ts';
import { readWorkbookRows } from '../../electron/node/tabular-files.ts';
import { standingClock } from '../fakes/clock.ts';
import type { StandingClock } from '../fakes/clock.ts';
import { smallStudyText } from './small-study.ts';

/** People of every test study; each one's passphrase is `passphraseOf(user)`. */
export const people = {
  admin: { printedName: 'Ada Admin', role: 'administrator', sites: [] },
  pharma: { printedName: 'Phil Pharmacist', role: 'unblinded-pharmacist', sites: [] },
  pharma2: { printedName: 'Pia Pharmacist', role: 'unblinded-pharmacist', sites: [] },
  stat: { printedName: 'Stan Statistician', role: 'unblinded-statistician', sites: [] },
  depot: { printedName: 'Dora Depot', role: 'depot-operator', sites: [] },
  site: { printedName: 'Sue Site', role: 'site-user', sites: ['S001'] },
  qa: { printedName: 'Quinn Quality', role: 'qa', sites: [] },
} as const satisfies Record<string, { printedName: string; role: Role; sites: readonly string[] }>;
export type Person = keyof typeof people;

export const passphraseOf = (user: string): string => `passphrase of ${user}`;

const asDeclared = 'as the procedure declares';

/** A signature as the window sends it: with the meaning that the procedure declares, unless told. */
export const signatureOf = (user: Person, meaning = asDeclared) => ({
  user,
  passphrase: passphraseOf(user),
  meaning,
});

/** The input with the declared meaning where its signature asks for that. */
function meant<N extends ProcedureName>(name: N, input: InputOf<N>): unknown {
  const { signature } = input as { readonly signature?: { readonly meaning: string } };
  if (signature?.meaning !== asDeclared) return input;
  const { signatures }: ProcedureContract = contracts[name];
  return { ...input, signature: { ...signature, meaning: signatures?.meaning ?? asDeclared } };
}

/** File input of the door from text or bytes. */
export const uploaded = (name: string, content: string | Uint8Array) => ({
  name,
  base64: Buffer.from(content).toString('base64'),
});

export interface OpenStudy {
  readonly path: string;
  readonly device: { readonly id: string; readonly publicKey: string };
  readonly db: OpenDatabase;
  readonly store: OpenStore;
  readonly clock: StandingClock;
  readonly sealer: Sealer;
  readonly ports: Ports;
  readonly door: DoorPorts;
  readonly changes: { readonly revision: number; readonly topics: readonly string[] }[];
  /** Errors that came back as incidents. */
  readonly incidents: unknown[];
  /** Asks as one person, through the real door. */
  ask<N extends ProcedureName>(
    user: Person,
    name: N,
    input: InputOf<N>,
    requestId?: string,
  ): Promise<Reply<OutputOf<N>>>;
  /** Asks and expects `ok`; throws with the whole reply otherwise. */
  must<N extends ProcedureName>(user: Person, name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Asks and expects a refusal. */
  refused<N extends ProcedureName>(user: Person, name: N, input: InputOf<N>): Promise<Refusal>;
  /** Records events directly, for facts that no command under test makes. */
  recordNow(decided: readonly Decided[], actor?: Person): void;
  close(): void;
}

interface Options {
  /** YAML of the study; `smallStudyText` unless told. */
  readonly definition?: string;
  readonly start?: string;
  readonly ports?: Partial<Ports>;
}

/** A study on disk with the people above, through the real store, ledger, sealer and door. */
export function openStudy(options: Options = {}): OpenStudy {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-study-'));
  const path = join(folder, 'study.cachet');
  const db = openDatabase(path, cryptoRandom.bytes(32), { create: true });
  createSchema(db);
  const device = loadDevice(folder);
  const text = options.definition ?? smallStudyText();
  const parsed = parseStudyDefinition(text, 'study.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, null, 1));
  const clock = standingClock(options.start);
  const sealer = createSealer(cryptoRandom.bytes(32));
  const store: OpenStore = {
    db,
    device: { device: device.id, epoch: 1, sign: (hash) => device.sign(hash) },
    environment: parsed.value.environment,
    transaction: (work) => db.transaction(work),
    committed: () => undefined,
  };
  const incidents: unknown[] = [];
  const ports: Ports = { ...portsOf(clock, incidents, folder), ...options.ports };
  let current: Person | null = null;
  const changes: { revision: number; topics: readonly string[] }[] = [];
  const door: DoorPorts = {
    ports,
    session: () => (current === null ? null : sessionOf(current, sealer)),
    store: () => store,
    lifecycle: {} as LifecycleHandlers,
    checkSignature: async (input) => checkSignature(clock, input),
    breakKeys: async ({ user }) => breakKeysOf(user, sealer),
    changed: (revision, topics) => void changes.push({ revision, topics }),
  };
  const dispatch = createDispatch(door);

  const study: OpenStudy = {
    path,
    device: { id: device.id, publicKey: toHex(device.publicKey) },
    db,
    store,
    clock,
    sealer,
    ports,
    door,
    changes,
    incidents,
    async ask(user, name, input, requestId) {
      current = user;
      const asked = { name, input: meant(name, input) };
      const request = requestId === undefined ? asked : { ...asked, requestId };
      return (await dispatch(request)) as never;
    },
    async must(user, name, input) {
      const reply = await study.ask(user, name, input);
      if (reply.kind === 'ok') return reply.value;
      throw new Error(`${name}: ${JSON.stringify(reply)}`, { cause: incidents.at(-1) });
    },
    async refused(user, name, input) {
      const reply = await study.ask(user, name, input);
      if (reply.kind === 'refused') return reply.refusal;
      throw new Error(`${name}: ${JSON.stringify(reply).slice(0, 2000)}`, {
        cause: incidents.at(-1),
      });
    },
    recordNow(decided, actor = 'pharma') {
      store.transaction(() =>
        record({ store, ports, sealer, context: entryContext(clock, store, actor) }, decided),
      );
    },
    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  study.recordNow(firstEvents(text, parsed.value as unknown as Json, device));
  return study;
}

const sessionOf = (user: Person, sealer: Sealer) => ({
  actor: { user, ...people[user] } satisfies Actor,
  sealer: isUnblindedRole(people[user].role) ? sealer : null,
  mustChangePassphrase: false,
  publicKey: '',
  ringHash: null,
});

/** The keys of the sites where the person works, as the founder of a study gives them. */
function breakKeysOf(user: string, sealer: Sealer): BreakKeys | null {
  const sites: readonly string[] = Object.hasOwn(people, user) ? people[user as Person].sites : [];
  return (site) => (sites.includes(site) ? breakKeyOf(sealer, site) : null);
}

function checkSignature(
  clock: StandingClock,
  input: { readonly user: string; readonly passphrase: string; readonly meaning: string },
) {
  if (!Object.hasOwn(people, input.user) || input.passphrase !== passphraseOf(input.user)) {
    return err(refusal('signature-failed', 'Name and passphrase do not match.', 'Try again.'));
  }
  const { instant, offsetMinutes } = clock.now();
  return ok({
    user: input.user,
    printedName: people[input.user as Person].printedName,
    role: people[input.user as Person].role,
    meaning: input.meaning,
    at: instant,
    offsetMinutes,
  });
}

const unprinted = async (): Promise<never> => {
  throw new Error('this study has no printer');
};

function portsOf(clock: StandingClock, incidents: unknown[], folder: string): Ports {
  return {
    printer: {
      pdf: unprinted,
      xlsx: unprinted,
      zip: () => {
        throw new Error('this study has no printer');
      },
      base64: (bytes) => Buffer.from(bytes).toString('base64'),
    },
    ...barcodePorts,
    decodeBase64: (text) => Buffer.from(text, 'base64'),
    readWorkbook: (bytes) => readWorkbookRows(Buffer.from(bytes)),
    clock,
    random: cryptoRandom,
    fileDigest: (bytes) => hash('sha256', bytes, 'hex'),
    loggerSeals: { isAuthentic: isLoggerSealAuthentic },
    claimSeed: seedRegistry(folder),
    sha256,
    deriveKey,
    explainFault: () => null,
    boxes,
    uptime,
    incident: (error) => `incident ${incidents.push(error)}`,
    job: () => ({ progress: () => undefined, cancelled: () => false }),
  };
}

const entryContext = (clock: StandingClock, store: OpenStore, user: Person) => ({
  at: clock.now().instant,
  offsetMinutes: clock.now().offsetMinutes,
  user,
  printedName: people[user].printedName,
  role: people[user].role,
  environment: store.environment,
  procedure: 'test.setUp',
  requestId: null,
});

function firstEvents(
  text: string,
  definition: Json,
  device: { readonly id: string; readonly publicKey: Uint8Array },
): readonly Decided[] {
  const publicKey = toHex(device.publicKey);
  return [
    {
      event: {
        kind: 'store-created',
        body: { storeId: 'test-store', product: 'test', demonstration: false },
      },
    },
    {
      event: { kind: 'device-enrolled', body: { device: device.id, epoch: 1, publicKey } },
    },
    {
      event: {
        kind: 'study-defined',
        body: { version: 1, fileName: 'study.yaml', text, definition, changes: [] },
      },
    },
    ...Object.entries(people).map(([user, person]): Decided => ({
      event: {
        kind: 'user-added',
        body: {
          user,
          ...person,
          awaitsUnblinding: false,
          mustChangePassphrase: false,
          publicKey: '',
          ...(person.role === 'site-user' ? { breakKeys: true as const } : {}),
          ringHash: null,
        },
      },
    })),
  ];
}

/** The demonstration study as text. */
export const demonstrationText = (): string =>
  readFileSync(`${import.meta.dirname}/../../resources/demonstration/study.yaml`, 'utf8');
