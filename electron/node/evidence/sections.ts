import type { QueryContext } from '../../../shared/app/handlers.ts';
import { queryHandlers } from '../../../shared/app/query-handlers.ts';
import type { QueryName } from '../../../shared/app/handlers.ts';
import { csvText } from '../../../shared/base/csv.ts';
import type { Cell } from '../../../shared/base/csv.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { FileOutput } from '../../../shared/contracts/common.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { safeName } from './file-names.ts';

/** A file of the pack that fits into memory. */
export interface SectionFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** Asks what a screen would ask; what is refused stays out of the pack. */
async function ask<N extends QueryName>(
  context: QueryContext,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N> | null> {
  const handler = queryHandlers[name] as unknown as (
    context: QueryContext,
    input: unknown,
  ) => Promise<Result<OutputOf<N>, Refusal>>;
  const answer = await handler(context, contracts[name].input.parse(input));
  return answer.ok ? (contracts[name].output.parse(answer.value) as OutputOf<N>) : null;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const filed = (path: string, file: FileOutput | null): SectionFile[] =>
  file === null ? [] : [{ path, content: Buffer.from(file.base64, 'base64') }];

const texts = (values: readonly unknown[]): readonly Cell[] =>
  values.map((value) => (typeof value === 'number' ? value : String(value ?? '')));

async function* studyFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  const { definition } = currentDefinition(context.db);
  const study = await ask(context, 'study.get', {});
  if (study !== null) {
    const { text, ...rest } = study;
    yield { path: 'study/definition.yaml', content: text };
    yield { path: 'study/configuration.json', content: json({ ...rest, definition }) };
  }
  yield { path: 'study/resupply.json', content: json(await ask(context, 'resupply.get', {})) };
  yield {
    path: 'study/storage-profiles.json',
    content: json(await ask(context, 'storage.profiles', {})),
  };
  const places = (await ask(context, 'study.places', {}))?.places ?? [];
  const header = [
    'Place',
    'Kind',
    'Name',
    'Region',
    'Country',
    'Zone',
    'Status',
    'Kits',
    'Subjects',
  ];
  const rows = places.map((one) =>
    texts([
      one.id,
      one.kind,
      one.name,
      one.region,
      one.country,
      one.zone,
      one.status,
      one.kits,
      one.subjects,
    ]),
  );
  yield { path: 'study/places.csv', content: csvText(header, rows) };
}

async function* peopleFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  const users = (await ask(context, 'access.users', {}))?.users ?? [];
  yield {
    path: 'records/people.csv',
    content: csvText(
      ['User', 'Name', 'Role', 'Sites', 'Status', 'Holds the unblinding key', 'Added at'],
      users.map((one) =>
        texts([
          one.user,
          one.printedName,
          one.role,
          one.sites.join(' '),
          one.status,
          one.unblinded ? 'yes' : 'no',
          one.addedAt,
        ]),
      ),
    ),
  };
  const table = await ask(context, 'access.roles', {});
  if (table === null) return;
  yield {
    path: 'study/role-table.csv',
    content: csvText(
      ['Procedure', 'Kind', 'Needs the unblinding key', 'Summary', ...table.roles],
      table.procedures.map((one) =>
        texts([
          one.name,
          one.kind,
          one.needsUnblindingKey ? 'yes' : 'no',
          one.summary,
          ...table.roles.map((role) => (one.allowed.includes(role) ? 'yes' : '')),
        ]),
      ),
    ),
  };
}

/** Who broke a code and who opened what is kept under custody; no arm in either. */
async function* registerFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  const codeBreaks = await ask(context, 'codeBreak.export', { format: 'csv' });
  yield* filed('records/code-breaks.csv', codeBreaks);
  yield* filed('records/custody.csv', await ask(context, 'custody.export', { format: 'csv' }));
}

async function* listFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  const lists = await ask(context, 'randomization.lists', {});
  yield { path: 'lists/lists.json', content: json(lists) };
  for (const { list } of lists?.lists ?? []) {
    const certificate = await ask(context, 'randomization.certificate', { list });
    yield* filed(`lists/certificate-${safeName(list)}.pdf`, certificate);
  }
}

const pageSize = 500;

async function* reconciliationFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  const rows: (readonly Cell[])[] = [];
  const sites = new Set<string>();
  for (let offset = 0; ; offset += pageSize) {
    const page = await ask(context, 'reconciliation.items', { offset, limit: pageSize });
    for (const item of page?.rows ?? []) {
      sites.add(item.site);
      rows.push([JSON.stringify(item)]);
    }
    if (offset + pageSize >= (page?.total ?? 0)) break;
  }
  const verdicts = rows.map(([text]) => JSON.parse(text as string) as Record<string, unknown>);
  const header = [...new Set(verdicts.flatMap((one) => Object.keys(one)))];
  const cellOf = (value: unknown): Cell =>
    typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value ?? null);
  yield {
    path: 'reconciliation/verdicts.csv',
    content: csvText(
      header,
      verdicts.map((one) => header.map((name) => cellOf(one[name]))),
    ),
  };
  for (const site of [...sites].toSorted()) {
    const report = await ask(context, 'reconciliation.report', { site });
    yield* filed(`reconciliation/${safeName(site)}.pdf`, report);
  }
}

async function* excursionFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await ask(context, 'excursions.page', { offset, limit: pageSize });
    for (const { excursion } of page?.rows ?? []) {
      const file = await ask(context, 'excursions.evidence', { excursion });
      yield* filed(`excursions/${safeName(excursion)}.pdf`, file);
    }
    if (offset + pageSize >= (page?.total ?? 0)) return;
  }
}

/** Account of each dispensed kit: without types, so that no pack is a way around the custody of the map. */
async function* accountabilityFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  for (const table of ['da', 'kits'] as const) {
    const file = await ask(context, 'accountability.export', { table, format: 'csv' });
    yield* filed(`records/accountability-${table}.csv`, file);
  }
}

/** What only people who hold the unblinding key may export one by one; each of them is marked as unblinded. */
async function* unblindedFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  yield* filed('UNBLINDED/lots.csv', await ask(context, 'lots.export', {}));
}

/**
 * The documents of a pack beside the trail, one at a time, asked as the screens ask. Without a sealer in `context`
 * no file can tell an arm; with one, what the person may export alone comes on top, in a folder of its own.
 */
export async function* sectionFiles(context: QueryContext): AsyncGenerator<SectionFile> {
  const armFree = { ...context, sealer: null };
  yield* studyFiles(armFree);
  yield* peopleFiles(armFree);
  yield* registerFiles(armFree);
  yield* accountabilityFiles(armFree);
  yield* listFiles(armFree);
  yield* reconciliationFiles(armFree);
  yield* excursionFiles(armFree);
  if (context.sealer !== null) yield* unblindedFiles(context);
}
