import type { Instant } from '../../shared/base/instant.ts';
import { countText, element } from './element.ts';
import { timeText } from './time-text.ts';
import { code, facts } from './entry-panel.ts';
import type { FileStates } from './folder-check.ts';
import type { OpenedPack } from './verify.ts';

const inGroups = (hex: string): string => hex.replace(/(.{8})(?=.)/g, '$1 ');

/** What the pack is, who made it, and where the trail ends. */
export const packFacts = ({ manifest, signature }: OpenedPack): HTMLElement =>
  facts([
    ['Study', `${manifest.study.protocol}: ${manifest.study.title}`],
    ['Sponsor', manifest.study.sponsor],
    ['Environment', manifest.study.environment],
    [
      'Variant',
      manifest.variant === 'arm-free' ? 'arm-free: tells no arm and no kit type' : 'UNBLINDED',
    ],
    ['Made by', `${manifest.made.printedName} (${manifest.made.user}), ${manifest.made.role}`],
    [
      'Made at',
      `${timeText(manifest.made.at as Instant, manifest.made.offsetMinutes)} · ${manifest.made.at}`,
    ],
    ['Program', manifest.product],
    ['Entries', countText(manifest.checkpoint.entries)],
    ['Last hash', code(inGroups(manifest.checkpoint.head))],
    ['Signing device', code(signature.device)],
  ]);

const plain = (text: string): string => text.replaceAll(/[^0-9a-z]/gi, '').toUpperCase();

/** The fingerprint, to be compared with what the sponsor's console shows. */
export function fingerprintPanel({ fingerprint }: OpenedPack): HTMLElement {
  const answer = element('p', { class: 'quiet', role: 'status' });
  const input = element('input', {
    type: 'text',
    'aria-label': 'Fingerprint that the console shows',
    placeholder: 'type it here to compare',
    spellcheck: 'false',
  });
  input.addEventListener('input', () => {
    const typed = plain(input.value);
    const isWhole = typed.length === plain(fingerprint).length;
    const isSame = typed === plain(fingerprint);
    answer.textContent = isSame
      ? 'It is the same.'
      : isWhole
        ? 'It is NOT the same: somebody else signed this pack.'
        : '';
    answer.className = isSame ? 'good-line' : isWhole ? 'bad-line' : 'quiet';
  });
  return element(
    'div',
    { class: 'panel' },
    element('h2', {}, 'Fingerprint of the signing device'),
    element('p', { class: 'fingerprint' }, fingerprint),
    element(
      'p',
      { class: 'quiet' },
      'Compare it with the one on the Study screen of the console, or in the sponsor’s records. Only this tells a pack that was made anew as a whole with another key.',
    ),
    input,
    answer,
  );
}

const sizeText = (bytes: number): string =>
  bytes < 10_000
    ? `${countText(bytes)} B`
    : bytes < 10_000_000
      ? `${countText(Math.round(bytes / 1000))} kB`
      : `${countText(Math.round(bytes / 1_000_000))} MB`;

/** Files of the pack by folder, each with its digest and what the folder check found. */
export function filesPanel({ manifest }: OpenedPack, states: FileStates | null): HTMLElement {
  const rows = manifest.files.map(({ path, bytes, sha256 }) => {
    const state = states?.get(path);
    const words =
      state === undefined ? 'not looked at' : state === 'good' ? 'as signed' : 'CHANGED';
    return element(
      'tr',
      { class: state ?? '' },
      element(
        'td',
        {},
        element(
          'a',
          { href: path.split('/').map(encodeURIComponent).join('/'), target: '_blank' },
          path,
        ),
      ),
      element('td', { class: 'number' }, sizeText(bytes)),
      element('td', {}, code(sha256)),
      element('td', { class: 'state' }, words),
    );
  });
  const head = element(
    'tr',
    {},
    ...['File', 'Size', 'SHA-256', 'State'].map((name) => element('th', {}, name)),
  );
  return element(
    'div',
    { class: 'panel files', tabindex: 0 },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}
