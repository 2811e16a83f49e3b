import { kindInWords } from '../../shared/app/queries/entry-words.ts';
import { criticalWords } from '../../shared/app/queries/critical-words.ts';
import { criticalClasses } from '../../shared/domain/trail/critical-events.ts';
import type { CriticalClass } from '../../shared/domain/trail/critical-events.ts';
import { element } from './element.ts';
import { entryPanel } from './entry-panel.ts';
import { findEntries, noFilter } from './trail-filter.ts';
import type { TrailFilter } from './trail-filter.ts';
import type { TrailMemory } from './trail-memory.ts';
import { TrailTable } from './trail-table.ts';

/** Registers are views of the trail: nothing in them can differ from it. */
const registers: readonly (readonly [name: string, filter: Partial<TrailFilter>])[] = [
  ['Whole trail', {}],
  ['Signatures', { signed: true }],
  ['Critical events', { classes: criticalClasses }],
  ['Unblinding register', { classes: ['code-break', 'unblinding'] }],
  [
    'People and roles',
    { classes: ['people', 'failed-sign-in'], kinds: ['unblinding-granted', 'passphrase-changed'] },
  ],
  ['Reviews', { kinds: ['trail-reviewed', 'review-question-closed'] }],
];

const option = (value: string, text: string): HTMLOptionElement =>
  element('option', { value }, text);

function choice(
  label: string,
  options: readonly HTMLOptionElement[],
  onChoice: (value: string) => void,
) {
  const select = element('select', { 'aria-label': label }, option('', label), ...options);
  select.addEventListener('change', () => onChoice(select.value));
  return select;
}

/** The trail with its registers, search, filters, and one entry in full beside it. */
export function trailView(memory: TrailMemory): HTMLElement {
  let filter = noFilter;
  let asked = 0;
  const beside = element('div', { class: 'beside' });
  const table = new TrailTable(memory, { open: (entry) => void open(entry) });
  const close = (): void => {
    beside.replaceChildren();
    table.mark(0);
  };
  const open = async (entry: number): Promise<void> => {
    const shown = await memory.at(entry);
    if (shown === undefined) return;
    table.mark(entry);
    beside.replaceChildren(await entryPanel(memory, shown, close));
  };
  const apply = async (change: Partial<TrailFilter>): Promise<void> => {
    filter = { ...filter, ...change };
    asked += 1;
    const mine = asked;
    const found = await findEntries(memory, filter, () => mine !== asked);
    if (mine === asked) table.show(found);
  };
  const bar = element('div', { class: 'chips', role: 'group', 'aria-label': 'Registers' });
  for (const [name, wanted] of registers) {
    const chip = element(
      'button',
      { type: 'button', 'aria-pressed': wanted === registers[0]?.[1] ? 'true' : 'false' },
      name,
    );
    chip.addEventListener('click', () => {
      for (const other of bar.children) other.setAttribute('aria-pressed', String(other === chip));
      void apply({ signed: false, classes: null, kinds: null, ...wanted });
    });
    bar.append(chip);
  }
  const node = element(
    'div',
    {},
    bar,
    toolbar(memory, (change) => void apply(change)),
    element('div', { class: 'split' }, table.node, beside),
  );
  table.show(null);
  return node;
}

function toolbar(memory: TrailMemory, apply: (change: Partial<TrailFilter>) => void): HTMLElement {
  const search = element('input', {
    type: 'search',
    placeholder: 'Search the trail: a kit, subject, reason, word …',
    'aria-label': 'Search the trail',
  });
  search.addEventListener('input', () => apply({ text: search.value }));
  const kinds = memory.kinds.all
    .map((kind) => [kind, kindInWords(kind)] as const)
    .toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  return element(
    'div',
    { class: 'toolbar' },
    search,
    choice(
      'Any kind',
      kinds.map(([kind, words]) => option(kind, words)),
      (kind) => apply({ kind }),
    ),
    choice(
      'Anybody',
      memory.people.all.toSorted().map((user) => option(user, user)),
      (person) => apply({ person }),
    ),
    choice(
      'Any importance',
      criticalClasses.map((critical) => option(critical, criticalWords[critical])),
      (critical) => apply({ classes: critical === '' ? null : [critical as CriticalClass] }),
    ),
  );
}
