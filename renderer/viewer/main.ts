import { canCheckSignatures } from './browser-crypto.ts';
import { countText, element } from './element.ts';
import { checkFolder, droppedFiles, filesOf } from './folder-check.ts';
import type { FileStates } from './folder-check.ts';
import { filesPanel, fingerprintPanel, packFacts } from './overview.ts';
import { trailView } from './trail-view.ts';
import { verdictPanel } from './verdict-panel.ts';
import type { VerdictState } from './verdict-panel.ts';
import { openPack, TrailVerifier } from './verify.ts';
import type { OpenedPack } from './verify.ts';
import { filesOfZip } from './zip-files.ts';

const root = document.getElementById('viewer') as HTMLElement;
const verdict = element('div');
const content = element('main', { class: 'content' });

let state: VerdictState = {
  isBusy: true,
  progress: 'Reading the manifest …',
  fault: null,
  isBlind: false,
  entries: 0,
  signatures: 0,
  folder: null,
};

function tell(change: Partial<VerdictState>): void {
  state = { ...state, ...change };
  verdict.replaceChildren(verdictPanel(state));
}

type Chosen = readonly (readonly [path: string, file: File])[];

/** What is in an archive that was dropped alone; anything else as it is. */
async function unpacked(pack: OpenedPack, chosen: Chosen): Promise<Chosen> {
  const [only, ...others] = chosen;
  if (only === undefined || others.length > 0 || !/\.zip$/i.test(only[0])) return chosen;
  const sizes = pack.manifest.files.map(({ path, bytes }) => [path, bytes] as const);
  return filesOfZip(only[1], new Map(sizes));
}

/** The button that looks at the whole folder, and the page as a place to drop it. */
function folderChooser(pack: OpenedPack, onChecked: (states: FileStates) => void): HTMLElement {
  const input = element('input', {
    type: 'file',
    id: 'folder',
    webkitdirectory: true,
    multiple: true,
    class: 'hidden-input',
  });
  const words = element(
    'span',
    { class: 'quiet' },
    'or drop the folder, or its ZIP archive, on this page. Nothing leaves this computer.',
  );
  const check = async (chosen: Chosen): Promise<void> => {
    const { fault, states } = await checkFolder(pack, filesOf(chosen), (done, total) => {
      words.textContent = `${countText(done)} of ${countText(total)} files`;
    });
    words.textContent = '';
    tell({ folder: { files: states.size, fault } });
    onChecked(states);
  };
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    void check(files.map((file) => [file.webkitRelativePath, file]));
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer === null) return;
    void droppedFiles(event.dataTransfer.items)
      .then((files) => unpacked(pack, files))
      .then(check, () => {
        words.textContent = 'This archive cannot be read here: unpack it and drop the folder.';
      });
  });
  return element(
    'p',
    { class: 'chooser' },
    input,
    element(
      'label',
      { for: 'folder', class: 'button' },
      'Check every file: choose the folder of the pack',
    ),
    words,
  );
}

function page(pack: OpenedPack): { readonly files: HTMLElement; readonly trail: HTMLElement } {
  const { study } = pack.manifest;
  document.title = `${study.protocol} evidence pack`;
  const files = element('div', {}, filesPanel(pack, null));
  const trail = element('div', { class: 'trail' });
  const tabs: readonly (readonly [string, HTMLElement])[] = [
    ['Trail', trail],
    [
      'About the pack',
      element(
        'div',
        { class: 'about' },
        element('div', { class: 'panel' }, packFacts(pack)),
        fingerprintPanel(pack),
      ),
    ],
    [`Files (${pack.manifest.files.length})`, files],
  ];
  const bar = element('div', { class: 'tabs', role: 'tablist' });
  const place = element('div', { class: 'tab' });
  tabs.forEach(([name, node], index) => {
    const button = element('button', { type: 'button', role: 'tab' }, name);
    button.addEventListener('click', () => {
      for (const other of bar.children)
        other.setAttribute('aria-selected', String(other === button));
      place.replaceChildren(node);
    });
    bar.append(button);
    if (index === 0) button.click();
  });
  const chooser = folderChooser(pack, (states) => files.replaceChildren(filesPanel(pack, states)));
  content.replaceChildren(chooser, bar, place);
  const name = element(
    'header',
    { class: 'top' },
    element('span', { class: 'mark' }, 'Cachet'),
    element('span', {}, 'Evidence pack'),
    element('b', {}, study.protocol),
    element('span', { class: `badge ${study.environment.toLowerCase()}` }, study.environment),
    pack.manifest.variant === 'unblinded'
      ? element('span', { class: 'badge unblinded' }, 'UNBLINDED')
      : null,
  );
  root.prepend(name);
  return { files, trail };
}

async function start(): Promise<void> {
  root.replaceChildren(verdict, content);
  tell({});
  if (!(await canCheckSignatures())) return tell({ isBusy: false, isBlind: true });
  const opened = await openPack();
  if (!opened.ok) return tell({ isBusy: false, fault: opened.fault });
  const { pack } = opened;
  const { trail } = page(pack);
  const verifier = new TrailVerifier(pack);
  const total = countText(pack.manifest.checkpoint.entries);
  const fault = await verifier.run((entries) =>
    tell({ progress: `${countText(entries)} of ${total} entries verified` }),
  );
  const { entries, signaturesChecked } = verifier.found;
  tell({ isBusy: false, fault, entries, signatures: signaturesChecked });
  trail.replaceChildren(trailView(verifier.memory));
}

void start();
