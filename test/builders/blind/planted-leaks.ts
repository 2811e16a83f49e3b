import { machinePrinter } from '../../../electron/node/printer.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import type { Party } from './blind-people.ts';
import type { KnownStudy } from './known.ts';
import type { Dispatch } from './transcript.ts';

/** A defect as somebody might write it, between the core and a blinded person. */
export interface PlantedLeak {
  readonly what: string;
  readonly party: Party;
  readonly name: ProcedureName;
  /** What catches it: the comparison of two studies, the search for names of arms, or both. */
  readonly caught: readonly ('comparison' | 'search')[];
  readonly spoil: (reply: Reply, study: KnownStudy) => Reply | Promise<Reply>;
}

type Value = Readonly<Record<string, never>>;

const withValue = (reply: Reply, change: (value: Value) => object): Reply =>
  reply.kind === 'ok' ? { kind: 'ok', value: change(reply.value as Value) } : reply;

const typeOf = (study: KnownStudy): string => study.truth.get(study.given[0] ?? '') ?? '';
/** 0 or 1, as the arms stand in the definition of the first study. */
const indexOf = (type: string): number => (type.includes('zyqarel') ? 0 : 1);

const sameInBoth = ['zyqarel', 'vumidolantine-fibrate'];

const numberOf = (row: object): string => (row as { readonly number?: string }).number ?? '';
const rowsByType = (rows: readonly object[], { truth }: KnownStudy): readonly object[] =>
  rows.toSorted((one, other) =>
    (truth.get(numberOf(one)) ?? '') < (truth.get(numberOf(other)) ?? '') ? -1 : 1,
  );

const both = ['comparison', 'search'] as const;

export const plantedLeaks: readonly PlantedLeak[] = [
  {
    what: 'an extra field with the kit type',
    party: 'helen',
    name: 'kits.get',
    caught: both,
    spoil: (reply, study) => withValue(reply, (value) => ({ ...value, kitType: typeOf(study) })),
  },
  {
    what: 'rows in the order of their types',
    party: 'jonas',
    name: 'kits.page',
    caught: ['comparison'],
    spoil: (reply, study) =>
      withValue(reply, (value) => ({ ...value, rows: rowsByType(value['rows'] ?? [], study) })),
  },
  {
    what: 'a file whose size goes with an arm',
    party: 'helen',
    name: 'kits.export',
    caught: ['comparison'],
    spoil: (reply, study) =>
      withValue(reply, (value) => {
        const padding = ' '.repeat(3 * (1 + indexOf(typeOf(study))));
        const text = Buffer.from(value['base64'] ?? '', 'base64').toString('latin1') + padding;
        return { ...value, base64: Buffer.from(text, 'latin1').toString('base64') };
      }),
  },
  {
    what: 'a file named after a type',
    party: 'suse',
    name: 'shipments.packingList',
    caught: both,
    spoil: (reply, study) =>
      withValue(reply, (value) => ({ ...value, name: `${typeOf(study)}.pdf` })),
  },
  {
    what: 'a paper with the arm in a corner',
    party: 'suse',
    name: 'subjects.slip',
    caught: both,
    spoil: async (reply, study) => {
      const blocks = [{ kind: 'text' as const, text: typeOf(study) }];
      const made = await machinePrinter.pdf({ title: 'Slip', language: 'en', blocks } as never);
      return withValue(reply, (value) => ({
        ...value,
        base64: Buffer.from(made).toString('base64'),
      }));
    },
  },
  {
    what: 'a refusal that names the type',
    party: 'jonas',
    name: 'kits.act',
    caught: both,
    spoil: (reply, study) =>
      reply.kind === 'refused'
        ? { ...reply, refusal: { ...reply.refusal, because: [`It is ${typeOf(study)}.`] } }
        : reply,
  },
  {
    what: 'a door that names the type to whom it does not let in',
    party: 'ines',
    name: 'kits.import',
    caught: both,
    spoil: (reply, study) =>
      reply.kind === 'forbidden' ? { ...reply, message: `No ${typeOf(study)} for you.` } : reply,
  },
  {
    what: 'a count by arm without a name',
    party: 'alma',
    name: 'today.get',
    caught: ['comparison'],
    spoil: (reply, study) =>
      withValue(reply, (value) => ({ ...value, first: indexOf(typeOf(study)) })),
  },
  {
    what: 'a notice to the windows with a type in it',
    party: 'jonas',
    name: 'kits.summary',
    caught: both,
    spoil: (reply, study) => {
      const topics = [typeOf(study)];
      study.study.console.events.push({ kind: 'changed', revision: 1, topics });
      return reply;
    },
  },
  ...(['base64', 'hex', 'utf16le', 'latin1'] as const).map((form): PlantedLeak => ({
    what: `the arms that there are, the same in both studies, as ${form}`,
    party: 'ines',
    name: 'stock.matrix',
    caught: ['search'],
    spoil: (reply) => {
      const bytes = Buffer.from(` ${sameInBoth.join(' ')}`, form === 'utf16le' ? form : 'utf8');
      const arms = form === 'utf16le' ? bytes.toString('latin1') : bytes.toString(form);
      return withValue(reply, (value) => ({ ...value, arms }));
    },
  })),
];

/** A door that does what the leak does. */
export const leakingDoor =
  ({ spoil }: PlantedLeak) =>
  (study: KnownStudy) =>
  (dispatch: Dispatch): Dispatch =>
  async (request) =>
    spoil(await dispatch(request), study);
