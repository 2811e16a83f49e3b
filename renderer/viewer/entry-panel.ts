import { entryWords } from '../../shared/app/queries/entry-words.ts';
import { element, icon } from './element.ts';
import { timeText } from './time-text.ts';
import type { ShownEntry, TrailMemory } from './trail-memory.ts';

type Fact = readonly [name: string, value: Node | string];

export const facts = (rows: readonly Fact[]): HTMLElement =>
  element(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );

export const code = (text: string): HTMLElement => element('code', {}, text);

/** How many entries a commit has at most before its last one, which the device signed. */
const commitLimit = 5_000;

/** The entry whose device signature covers this one: its own, or the next of the same device. */
async function coveredBy(memory: TrailMemory, { entry }: ShownEntry): Promise<number | null> {
  if (entry.signature !== null) return entry.sequence;
  for (let next = entry.sequence + 1; next <= entry.sequence + commitLimit; next += 1) {
    const found = await memory.at(next);
    if (found === undefined) return null;
    if (found.entry.device === entry.device && found.entry.signature !== null) return next;
  }
  return null;
}

const deviceWords = (entry: number, covered: number | null): string =>
  covered === entry
    ? 'This entry carries a genuine signature of its device.'
    : covered === null
      ? 'Covered by a later signature of its device.'
      : `Covered by the genuine signature of its device on entry ${covered}, which hashes on from here.`;

function personSignature({ content }: ShownEntry): HTMLElement {
  const { signature } = content;
  if (signature === null) return element('p', { class: 'quiet' }, 'No person signed this.');
  return element(
    'div',
    { class: 'signature' },
    icon('pen'),
    element(
      'div',
      {},
      element('b', {}, signature.printedName),
      ` (${signature.user}, ${signature.role})`,
      element('p', {}, `“${signature.meaning}”`),
      element(
        'p',
        { class: 'quiet' },
        timeText(signature.at, signature.offsetMinutes),
        ' · ',
        signature.at,
      ),
      element('p', { class: 'quiet' }, 'What was signed: ', code(signature.digest)),
    ),
  );
}

/** One entry in full: in words, who signed it, and what holds it in the chain. */
export async function entryPanel(
  memory: TrailMemory,
  shown: ShownEntry,
  onClose: () => void,
): Promise<HTMLElement> {
  const { entry, content } = shown;
  const { what, detail } = entryWords(content);
  const covered = await coveredBy(memory, shown);
  return element(
    'aside',
    { class: 'panel inspector', 'aria-label': `Entry ${entry.sequence}` },
    element(
      'button',
      { type: 'button', class: 'close', 'aria-label': 'Close', onclick: onClose },
      '×',
    ),
    element('p', { class: 'quiet' }, `Entry ${entry.sequence} · ${content.kind}`),
    element('h2', {}, what),
    detail === '' ? null : element('p', {}, detail),
    facts([
      ['When', `${timeText(content.at, content.offsetMinutes)} · ${content.at}`],
      ['Who', `${content.printedName} (${content.user}), ${content.role}`],
      ['Why', content.reason ?? 'no reason was asked for'],
      ['Environment', content.environment],
    ]),
    element('h3', {}, 'Signature of a person'),
    personSignature(shown),
    element('h3', {}, 'Chain'),
    element('p', { class: 'good-line' }, icon('good'), deviceWords(entry.sequence, covered)),
    facts([
      ['Device', code(`${entry.device}, epoch ${entry.epoch}, entry ${entry.deviceSequence}`)],
      ['Hash', code(entry.hash)],
      ['Device signature', entry.signature === null ? 'on a later entry' : code(entry.signature)],
      [
        'Sealed part',
        entry.sealed === null
          ? 'none'
          : `${entry.sealed.length} characters of ciphertext, covered by the hash`,
      ],
    ]),
    element('h3', {}, 'As recorded'),
    element('pre', { tabindex: 0 }, JSON.stringify(content.body, null, 2)),
  );
}
