import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/canonical-json.ts';
import { toHex } from '../base/hex.ts';
import type { Refusal } from '../base/refusal.ts';
import { refusal } from '../base/refusal.ts';
import { err, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { contracts } from '../contracts/index.ts';
import type { ProcedureName } from '../contracts/index.ts';
import type { ProcedureContract } from '../contracts/procedure.ts';
import type { Reply, Request } from '../contracts/reply.ts';
import type { SignatureRecord } from '../ledger/entry.ts';
import { clockRefusal, lifecycleClockRefusal } from './clock/clock-guard.ts';
import { breakKeyOf } from './code-break/envelope.ts';
import { commandHandlers } from './command-handlers.ts';
import { allowedRoles, forbiddenBecause, otherStore } from './permission.ts';
import type { Decision, LifecycleHandlers } from './handlers.ts';
import type { BreakKeys, OpenStore, Ports, Session, WorkbookSheet } from './ports.ts';
import { queryHandlers } from './query-handlers.ts';
import { CancelledError, record } from './record.ts';
import { commitShared } from './shared-study/commit-shared.ts';
import type { SharedOrder } from './shared-study/commit-shared.ts';
import { lockedMeanwhile } from './shared-study/range-refusals.ts';
import { otherMeaning } from './other-meaning.ts';
import { signedInput } from './signed-input.ts';
import { signedRecordChanged } from './signed-record-changed.ts';
import type { Decided } from './record.ts';
import { findReply, keepReply } from './request-memory.ts';
import type { RequestKey } from './request-memory.ts';

/** Proof of a full authentication, or why it failed. */
export type SignatureCheck = (input: {
  readonly user: string;
  readonly passphrase: string;
  readonly meaning: string;
}) => Promise<Result<Omit<SignatureRecord, 'digest'>, Refusal>>;

/** The keys to sealed treatments that a name and passphrase open; null for somebody who was given none. */
export type BreakKeyCheck = (input: {
  readonly user: string;
  readonly passphrase: string;
}) => Promise<BreakKeys | null>;

/** The core around the door: what is open, who is there, and what only the machine can do. */
export interface DoorPorts {
  readonly ports: Ports;
  readonly session: () => Session | null;
  readonly store: () => OpenStore | null;
  readonly lifecycle: LifecycleHandlers;
  readonly checkSignature: SignatureCheck;
  readonly breakKeys: BreakKeyCheck;
  /** The common order of a study that several consoles write; null for every other file. */
  readonly sharedOrder?: () => SharedOrder | null;
  /** Tells the windows that tables changed. */
  readonly changed: (revision: number, topics: readonly string[]) => void;
}

/** The one door in: every window, command line and test asks here. Never throws. */
export type Dispatch = (request: Request) => Promise<Reply>;

export const createDispatch =
  (door: DoorPorts): Dispatch =>
  async (request) => {
    try {
      return await answer(door, request);
    } catch (error) {
      if (error instanceof CancelledError) return refused(cancelledRefusal);
      const fault = door.ports.explainFault(error);
      if (fault !== null) return refused(fault);
      return { kind: 'internal', incident: door.ports.incident(error) };
    }
  };

const cancelledRefusal = refusal(
  'cancelled',
  'The work was cancelled; nothing was stored.',
  'Start it again when you want it.',
);

const refused = (reason: Refusal): Reply => ({ kind: 'refused', refusal: reason });

/** The id stands in clear in the ledger: short, and nothing that could carry a text. */
const requestIdShape = /^[A-Za-z0-9._:-]{1,64}$/;
const requestIdWords = '1 to 64 letters, digits, dots, colons, hyphens or underscores';

async function answer(door: DoorPorts, request: Request): Promise<Reply> {
  if (!Object.hasOwn(contracts, request.name)) {
    return { kind: 'unknown-procedure', name: String(request.name).slice(0, 80) };
  }
  const name = request.name as ProcedureName;
  const contract: ProcedureContract = contracts[name];
  const { requestId } = request;
  if (requestId !== undefined && !requestIdShape.test(requestId)) {
    return { kind: 'invalid-input', issues: [{ path: 'requestId', expected: requestIdWords }] };
  }
  const parsed = contract.input.safeParse(request.input ?? {});
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      path: issue.path.map(String).join('.'),
      expected: issue.message,
    }));
    return { kind: 'invalid-input', issues };
  }
  const session = door.session();
  const forbidden = forbiddenBecause(contract, session);
  if (forbidden !== null) return { kind: 'forbidden', message: forbidden };
  const misplaced = session === null ? null : otherStore(contract, door.store());
  if (misplaced !== null) return { kind: 'forbidden', message: misplaced };
  const input = parsed.data as { readonly [key: string]: unknown };
  return outputReply(contract, await run(door, { name, contract, request, input, session }));
}

interface Call {
  readonly name: ProcedureName;
  readonly contract: ProcedureContract;
  readonly request: Request;
  readonly input: { readonly [key: string]: unknown };
  readonly session: Session | null;
}

type Outcome = Result<unknown, Refusal>;

async function run(door: DoorPorts, call: Call): Promise<Outcome> {
  const store = door.store();
  if (call.contract.kind === 'lifecycle') {
    const now = door.ports.clock.now();
    const setBack = store === null ? null : lifecycleClockRefusal(store.db, now, call.name);
    if (setBack !== null) return err(setBack);
    const signature = await lifecycleSignature(door, call);
    if (signature !== null && !signature.ok) return signature;
    if (signature !== null && door.store() !== store) return err(lockedMeanwhile);
    const handler = door.lifecycle[call.name as keyof LifecycleHandlers] as (
      input: unknown,
      signature: SignatureRecord | null,
    ) => Promise<Outcome>;
    return handler(call.input, signature?.value ?? null);
  }
  if (store === null || call.session === null) throw new Error('a session without an open store');
  if (call.contract.kind === 'query') return await runQuery(door, store, call.session, call);
  const signedBy = await signerOf(door, call);
  if (signedBy !== null && !signedBy.ok) return signedBy;
  const workbook = await workbookOf(door.ports, call);
  if (workbook !== null && !workbook.ok) return workbook;
  const given = {
    store,
    session: call.session,
    call,
    signedBy: signedBy?.value ?? null,
    breakKeys: await breakKeysOf(door, call, call.session),
    workbook: workbook?.value ?? null,
  };
  if (door.store() !== store) return err(lockedMeanwhile);
  const order = door.sharedOrder?.() ?? null;
  return order === null ? runCommand(door, given) : runInOrder(door, given, order);
}

/** How every ZIP archive, and so every workbook, begins in base64. */
const archiveStart = 'UEsDB';

async function workbookOf(
  ports: Ports,
  call: Call,
): Promise<Result<readonly WorkbookSheet[], Refusal> | null> {
  const file = call.input['file'] as { readonly base64: string } | undefined;
  if (file === undefined || !file.base64.startsWith(archiveStart)) return null;
  return ports.readWorkbook(ports.decodeBase64(file.base64));
}

async function signerOf(
  door: DoorPorts,
  call: Call,
): Promise<Result<Omit<SignatureRecord, 'digest'>, Refusal> | null> {
  const given = call.input['signature'] as Parameters<SignatureCheck>[0] | undefined;
  if (call.contract.signatures === undefined || given === undefined) return null;
  const { meaning } = call.contract.signatures;
  if (given.meaning !== meaning) return err(otherMeaning(given.meaning, meaning));
  const signer = await door.checkSignature(given);
  if (!signer.ok || allowedRoles(call.contract).includes(signer.value.role)) return signer;
  return err(
    refusal(
      'signer-role',
      `${signer.value.printedName} (${signer.value.role}) may not sign this.`,
      `It needs the signature of: ${allowedRoles(call.contract).join(', ')}.`,
    ),
  );
}

/** The signature over a change of access, keys or files: over what was asked, since the handler alone knows the rest. */
async function lifecycleSignature(
  door: DoorPorts,
  call: Call,
): Promise<Result<SignatureRecord, Refusal> | null> {
  if (call.contract.signatures?.checked === 'by-handler') return null;
  const signer = await signerOf(door, call);
  if (signer === null || !signer.ok) return signer;
  const digest = signedInput(door.ports, call.name, call.input);
  const shown = (call.input['signature'] as { readonly digest?: string }).digest;
  if (shown !== undefined && shown !== digest) return err(signedRecordChanged);
  return { ok: true, value: { ...signer.value, digest } };
}

/** Who holds the unblinding key needs no other; everybody else's are opened by the signature, for this command. */
async function breakKeysOf(
  door: DoorPorts,
  call: Call,
  { sealer }: Session,
): Promise<BreakKeys | null> {
  if (call.contract.needs !== 'break-key') return null;
  if (sealer !== null) return (site) => breakKeyOf(sealer, site);
  return door.breakKeys(call.input['signature'] as Parameters<BreakKeyCheck>[0]);
}

async function runQuery(
  door: DoorPorts,
  store: OpenStore,
  session: Session,
  call: Call,
): Promise<Outcome> {
  const handler = queryHandlers[call.name as keyof typeof queryHandlers] as (
    context: unknown,
    input: unknown,
  ) => Outcome | Promise<Outcome>;
  return handler(contextOf(door, store, session), call.input);
}

const contextOf = (door: DoorPorts, store: OpenStore, session: Session) => ({
  db: store.db,
  actor: session.actor,
  now: door.ports.clock.now(),
  environment: store.environment,
  sealer: session.sealer,
  ports: door.ports,
  device: store.device,
});

interface CommandRun {
  readonly store: OpenStore;
  readonly session: Session;
  readonly call: Call;
  readonly signedBy: Omit<SignatureRecord, 'digest'> | null;
  readonly breakKeys: BreakKeys | null;
  readonly workbook: readonly WorkbookSheet[] | null;
}

/** What a command leaves behind once it is committed. */
interface Committed {
  readonly sequence: number;
  readonly hash: string;
  readonly topics: readonly string[];
}

function runCommand(door: DoorPorts, given: CommandRun): Outcome {
  let committed: Committed | null = null;
  const outcome = given.store.transaction((): Outcome => {
    const key = requestKey(door.ports, given);
    const done = runOnce(door, given, key);
    if (!done.ok) return done;
    committed = done.value.committed;
    keepAnswer(given, key, done.value);
    return { ok: true, value: done.value.value };
  });
  if (committed !== null) announce(door, given.store, committed);
  return outcome;
}

interface RunOnce {
  readonly value: unknown;
  /** Null where the reply of an earlier request is given again. */
  readonly committed: Committed | null;
}

/** Decides and records, or gives the reply that a repeated request had. */
function runOnce(
  door: DoorPorts,
  given: CommandRun,
  key: RequestKey | null,
): Result<RunOnce, Refusal> {
  const remembered = key === null ? null : findReply(given.store.db, key);
  if (remembered === null) return decideAndRecord(door, given);
  if (!remembered.ok) return remembered;
  const isShownOnce = given.call.contract.reply === 'once';
  return isShownOnce ? err(shownOnce) : ok({ value: remembered.value, committed: null });
}

function keepAnswer(
  { store, call }: CommandRun,
  key: RequestKey | null,
  { value, committed }: RunOnce,
): void {
  if (key === null || committed === null) return;
  keepReply(store.db, key, call.contract.reply === 'once' ? null : value);
}

/** The same where other consoles write too: what was decided counts in its place of the common order. */
async function runInOrder(
  door: DoorPorts,
  given: CommandRun,
  order: SharedOrder,
): Promise<Outcome> {
  const { store } = given;
  const key = requestKey(door.ports, given);
  const done = await commitShared(
    { store, ports: door.ports, order },
    () => runOnce(door, given, key),
    (decided) => keepAnswer(given, key, decided),
  );
  if (!done.ok) return done;
  const { value, applied } = done.value;
  if (applied !== null) door.changed(applied.sequence, applied.kinds);
  return ok(value.value);
}

const shownOnce = refusal(
  'shown-once',
  'This was done and its answer was given; the answer is not kept.',
  'Ask anew: that is recorded again.',
);

function requestKey(ports: Ports, { call, session }: CommandRun): RequestKey | null {
  const requestId = call.request.requestId ?? null;
  if (requestId === null) return null;
  return { requestId, procedure: call.name, inputHash: hashInput(ports, call), session };
}

function decideAndRecord(
  door: DoorPorts,
  { store, session, call, signedBy, breakKeys, workbook }: CommandRun,
): Result<{ readonly value: unknown; readonly committed: Committed }, Refusal> {
  const handler = commandHandlers[call.name as keyof typeof commandHandlers] as (
    context: unknown,
    input: unknown,
  ) => Result<Decision<unknown>, Refusal>;
  const job = door.ports.job(call.input['job'] as string | undefined);
  const context = { ...contextOf(door, store, session), signedBy, breakKeys, job, workbook };
  const setBack = clockRefusal(store.db, context.now, call.name);
  if (setBack !== null) return err(setBack);
  const decision = handler(context, call.input);
  if (!decision.ok) return decision;
  const { events, value } = decision.value;
  const other = otherRecord(call, events);
  if (other !== null) return err(other);
  const head = record(
    {
      store,
      ports: door.ports,
      sealer: session.sealer,
      context: entryContext(context, call.name, call.request.requestId ?? null),
      job,
    },
    events,
  );
  const topics = [...new Set(events.map(({ event }) => event.kind))];
  return ok({ value, committed: { sequence: head.sequence, hash: head.deviceHash, topics } });
}

/** Why what would be signed is not what the signer saw, or null; without a digest the signer saw the input alone. */
function otherRecord(call: Call, events: readonly Decided[]): Refusal | null {
  const given = call.input['signature'] as { readonly digest?: string } | undefined;
  const shown = given?.digest;
  const signed = events.flatMap(({ signature }) => (signature ? [signature.digest] : []));
  if (shown === undefined || signed.length === 0 || signed.includes(shown)) return null;
  return signedRecordChanged;
}

function announce(door: DoorPorts, store: OpenStore, committed: Committed): void {
  store.committed(committed.sequence, committed.hash);
  door.changed(committed.sequence, committed.topics);
}

const entryContext = (
  context: ReturnType<typeof contextOf>,
  procedure: string,
  requestId: string | null,
) => ({
  at: context.now.instant,
  offsetMinutes: context.now.offsetMinutes,
  user: context.actor.user,
  printedName: context.actor.printedName,
  role: context.actor.role,
  environment: context.environment,
  procedure,
  requestId,
});

/** All of the input but passphrases, which never take part in a stored hash. */
function hashInput(ports: Ports, call: Call): string {
  const { signature, ...rest } = call.input;
  const { passphrase: _passphrase, ...signed } = (signature ?? {}) as Record<string, unknown>;
  return toHex(ports.sha256(canonicalJson({ ...rest, signed } as unknown as Json)));
}

function outputReply(contract: ProcedureContract, outcome: Outcome): Reply {
  if (!outcome.ok) return refused(outcome.error);
  return { kind: 'ok', value: contract.output.parse(outcome.value) };
}
