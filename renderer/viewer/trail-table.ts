import { entryWords } from '../../shared/app/queries/entry-words.ts';
import { countText, element, icon } from './element.ts';
import { timeText } from './time-text.ts';
import type { Found } from './trail-filter.ts';
import type { ShownEntry, TrailMemory } from './trail-memory.ts';

/** Height of a row; a million of them stay below what a browser can scroll. */
const rowHeight = 33;
const rowsBeyond = 12;

interface Listeners {
  open(entry: number): void;
}

/** A table of entries, newest first, of which only the rows in view exist. */
export class TrailTable {
  readonly node: HTMLElement;
  readonly #memory: TrailMemory;
  readonly #body = element('div', { class: 'rows', role: 'rowgroup' });
  readonly #scroller: HTMLElement;
  readonly #status = element('p', { class: 'quiet status', role: 'status' });
  readonly #listeners: Listeners;
  #found: Found = null;
  #open = 0;
  #drawing = 0;

  constructor(memory: TrailMemory, listeners: Listeners) {
    this.#memory = memory;
    this.#listeners = listeners;
    this.#scroller = element(
      'div',
      { class: 'scroller', tabindex: 0, role: 'table', 'aria-label': 'Audit trail' },
      head(),
      this.#body,
    );
    this.#scroller.addEventListener('scroll', () => void this.#draw());
    new ResizeObserver(() => void this.#draw()).observe(this.#scroller);
    this.node = element('div', { class: 'table' }, this.#status, this.#scroller);
  }

  show(found: Found): void {
    this.#found = found;
    const total = this.#total;
    this.#status.textContent =
      found === null
        ? `${countText(total)} entries`
        : `${countText(total)} of ${countText(this.#memory.length)} entries`;
    this.#body.style.height = `${total * rowHeight}px`;
    this.#scroller.scrollTop = 0;
    void this.#draw();
  }

  mark(entry: number): void {
    this.#open = entry;
    void this.#draw();
  }

  get #total(): number {
    return this.#found === null ? this.#memory.length : this.#found.length;
  }

  /** Newest first. */
  #entryAt(row: number): number {
    const index = this.#total - 1 - row;
    return this.#found === null ? index + 1 : (this.#found[index] as number);
  }

  async #draw(): Promise<void> {
    this.#drawing += 1;
    const mine = this.#drawing;
    const top = Math.max(0, Math.floor(this.#scroller.scrollTop / rowHeight) - rowsBeyond);
    const shown = Math.ceil(this.#scroller.clientHeight / rowHeight) + 2 * rowsBeyond;
    const end = Math.min(this.#total, top + shown);
    const rows: HTMLElement[] = [];
    for (let row = top; row < end; row += 1) {
      const entry = await this.#memory.at(this.#entryAt(row));
      if (mine !== this.#drawing) return;
      if (entry !== undefined) rows.push(this.#row(entry, row));
    }
    this.#body.replaceChildren(
      ...(this.#total === 0
        ? [
            element(
              'p',
              { class: 'empty' },
              'No entry matches. Widen the filter or clear the search.',
            ),
          ]
        : rows),
    );
  }

  #row({ entry, content }: ShownEntry, row: number): HTMLElement {
    const { what, detail } = entryWords(content);
    const open = (): void => this.#listeners.open(entry.sequence);
    const node = element(
      'button',
      {
        type: 'button',
        class: `row${entry.sequence === this.#open ? ' open' : ''}${this.#memory.criticalAt(entry.sequence) === null ? '' : ' critical'}`,
        role: 'row',
        'data-entry': entry.sequence,
        onclick: open,
      },
      cell('number', countText(entry.sequence)),
      cell('time', timeText(content.at, content.offsetMinutes)),
      cell('who', content.printedName),
      element('span', { class: 'cell what', role: 'cell' }, element('b', {}, what), ` ${detail}`),
      element(
        'span',
        { class: 'cell marks', role: 'cell' },
        content.signature === null ? null : icon('pen', 'signed by a person'),
        entry.sealed === null ? null : icon('lock', 'has a sealed part'),
      ),
    );
    node.style.top = `${row * rowHeight}px`;
    return node;
  }
}

const cell = (name: string, text: string): HTMLElement =>
  element('span', { class: `cell ${name}`, role: 'cell' }, text);

const head = (): HTMLElement =>
  element(
    'div',
    { class: 'row head', role: 'row' },
    ...['Entry', 'Time', 'Who', 'What', ''].map((name) =>
      element(
        'span',
        { class: name === 'Entry' ? 'cell number' : 'cell', role: 'columnheader' },
        name,
      ),
    ),
  );
