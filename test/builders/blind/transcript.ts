import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { Reply, Request } from '../../../shared/contracts/reply.ts';
import { canaries } from './arms.ts';
import type { BlindConsole } from './blind-console.ts';
import { examples } from './examples/all-examples.ts';
import type { Example } from './examples/example.ts';
import type { Known, KnownStudy } from './known.ts';
import { unpacked, withoutNoise, withoutProtocol } from './readable.ts';
import { spoiled } from './spoiled.ts';

/** One question of somebody blinded and all that came of it. */
export interface Line {
  readonly party: string;
  readonly name: ProcedureName;
  readonly input: string;
  readonly kind: Reply['kind'];
  /** The reply and the notices to windows that came with it, as they were sent. */
  readonly raw: string;
  /** Where the study lies. */
  readonly folder: string;
}

export type Dispatch = (request: Request) => Promise<Reply>;

/** Everybody is asked everything, or what is dear to compute but once for all who may ask. */
export type Extent = 'long' | 'short';

export interface Asking {
  readonly study: KnownStudy;
  readonly console: BlindConsole;
  readonly party: string;
  readonly extent: Extent;
  /** Procedures that were answered already, in the short extent. */
  readonly answered: Set<ProcedureName>;
  /** All procedures unless told. */
  readonly names?: readonly ProcedureName[];
  /** Stands between the console and who asks; the console itself unless told. */
  readonly door?: (dispatch: Dispatch) => Dispatch;
}

/** Who signs what an example asks, when those who ask have no name or must change their passphrase first. */
const signerFor = (party: string): string =>
  party === 'nobody' || party === 'newt' ? 'helen' : party;

/** What takes the person away from the console, or counts as a wrong passphrase. */
const leaving: readonly string[] = [
  'session.lock',
  'session.signIn',
  'session.changePassphrase',
  'store.choose',
  'store.create',
  'store.recover',
  'store.demonstration',
  'site.create',
];

/** Computations of a second or so: in the short extent the first who may ask asks for them, rightly. */
export const computed: readonly string[] = [
  'store.create',
  'lab.assess',
  'lab.report',
  'lab.multicentre',
  'lab.multicentreReport',
  'trail.verify',
  'selfTest.run',
  'validation.get',
];

/** What takes longer still, and is asked in the long extent alone. */
export const askedLong: readonly string[] = [
  'store.demonstration',
  'resupply.presets',
  'resupply.checkLeak',
  'evidence.make',
  'selfTest.report',
  'validation.report',
];

/** What is typeset: in the short extent the first who may ask asks for it, and who sees one site only. */
export const typeset: readonly string[] = [
  'accountability.certificate',
  'codeBreak.export',
  'excursions.evidence',
  'forecast.table',
  'labels.file',
  'labels.preview',
  'randomization.certificate',
  'reconciliation.report',
  'shipments.dispatchNote',
  'shipments.packingList',
  'shipments.receipt',
  'subjects.slip',
  'trail.exportReviews',
];

/** Everything that one blinded person may try, procedure after procedure, and what comes back. */
export async function transcript(asking: Asking): Promise<readonly Line[]> {
  const { console, party, study } = asking;
  const dispatch = asking.door?.(console.dispatch) ?? console.dispatch;
  const lines: Line[] = [];
  const answers = new Map<ProcedureName, unknown[]>();
  await console.as(party);
  const all = Object.keys(contracts) as ProcedureName[];
  for (const name of asking.names ?? all) {
    if (asking.extent === 'short' && askedLong.includes(name)) continue;
    for (const input of inputsOf(asking, name, answers)) {
      const { line, reply } = await asked({ asking, name, input, dispatch });
      lines.push(line);
      if (reply.kind === 'ok') answers.set(name, [...(answers.get(name) ?? []), reply.value]);
    }
    if (!leaving.includes(name)) continue;
    study.study.clock.advance(30);
    await console.as(party);
  }
  return lines;
}

function inputsOf(
  asking: Asking,
  name: ProcedureName,
  answers: ReadonlyMap<ProcedureName, unknown[]>,
): readonly object[] {
  const { study, party, extent, answered } = asking;
  const known: Known = {
    ...study,
    me: signerFor(party),
    answers: (of) => (answers.get(of) ?? []) as never,
  };
  const example = examples[name] as Example<'kits.page'> | undefined;
  if (example === undefined) {
    throw new Error(
      `${name} has no example: write what may be asked into test/builders/blind/examples`,
    );
  }
  const good = example(known) as readonly object[];
  if (extent === 'long') return [...spoiled(good[0] ?? {}, name, party), ...good];
  if (computed.includes(name)) return answered.has(name) ? [] : good;
  if (typeset.includes(name) && answered.has(name)) return party === 'suse' ? good : [];
  return [...spoiled(good[0] ?? {}, name, party), ...good];
}

async function asked(given: {
  readonly asking: Asking;
  readonly name: ProcedureName;
  readonly input: object;
  readonly dispatch: Dispatch;
}): Promise<{ readonly line: Line; readonly reply: Reply }> {
  const { asking, name, input, dispatch } = given;
  const { console, study, party } = asking;
  const before = console.events.length;
  const reply = await dispatch({ name, input });
  if (reply.kind === 'ok') asking.answered.add(name);
  const notices = JSON.stringify(console.events.slice(before));
  const raw = `${JSON.stringify(reply)}\n${notices}`;
  const { folder } = study.study;
  const line = { party, name, input: JSON.stringify(input), kind: reply.kind, raw, folder };
  return { line, reply };
}

/** What was said, files unpacked, without the protocol, which names its arms to everybody. */
export const toldIn = ({ name, raw }: Line): string => withoutProtocol(name, unpacked(raw));

/** The same without keys and digests: what must not differ between two studies. */
export const textOf = (line: Line): string => withoutNoise(toldIn(line), line.folder);

/** Whether somebody who asks so types the name of an arm: what comes back may repeat it. */
export const namesArm = ({ input }: Pick<Line, 'input'>): boolean => {
  const file = Buffer.from(/"base64":"([^"]*)"/.exec(input)?.[1] ?? '', 'base64').toString();
  return canaries.some((canary) => input.includes(canary) || file.includes(canary));
};
