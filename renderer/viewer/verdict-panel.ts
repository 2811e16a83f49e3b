import { faultInWords } from '../../shared/ledger/evidence/pack-verdict.ts';
import type { PackFault } from '../../shared/ledger/evidence/pack-format.ts';
import { countText, element, icon } from './element.ts';

/** How far the verification is. */
export interface VerdictState {
  readonly isBusy: boolean;
  readonly progress: string;
  readonly fault: PackFault | null;
  /** This browser cannot check signatures of devices. */
  readonly isBlind: boolean;
  readonly entries: number;
  readonly signatures: number;
  /** Null until a folder was chosen. */
  readonly folder: { readonly files: number; readonly fault: PackFault | null } | null;
}

const title = ({ isBusy, fault, isBlind, folder }: VerdictState): string => {
  if (fault !== null || (folder !== null && folder.fault !== null)) return 'Not genuine';
  if (isBlind) return 'Cannot be verified in this browser';
  if (isBusy) return 'Verifying …';
  return folder === null ? 'The trail is genuine' : 'The pack is genuine';
};

function words(state: VerdictState): string {
  const bad = state.fault ?? state.folder?.fault ?? null;
  if (bad !== null) return `First fault: ${faultInWords(bad)}.`;
  if (state.isBlind)
    return 'It does not know Ed25519. Open this page in a current Chromium, Firefox or Safari, or use: cachet evidence verify.';
  if (state.isBusy) return state.progress;
  const trail = `${countText(state.entries)} entries continue one another, ${countText(state.signatures)} device signatures were checked, and the manifest is signed by a device of the trail.`;
  return state.folder === null
    ? `${trail} The other files of the folder have not been looked at yet.`
    : `${trail} All ${countText(state.folder.files)} files of the folder are those of the manifest, byte by byte; none was added.`;
}

/** Green or red, and the first fault by its name. */
export function verdictPanel(state: VerdictState): HTMLElement {
  const isBad = state.fault !== null || (state.folder?.fault ?? null) !== null;
  const shape = isBad ? 'bad' : state.isBusy || state.isBlind ? 'busy' : 'good';
  return element(
    'section',
    { class: `verdict ${shape}`, role: 'status', 'data-verdict': shape },
    icon(shape),
    element('div', {}, element('h1', {}, title(state)), element('p', {}, words(state))),
  );
}
