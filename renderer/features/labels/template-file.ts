import { bytesOf } from '../../components/save-file.ts';
import type { ChosenFile } from '../../components/save-file.ts';

/** The definition in a chosen file, not yet checked, or why it is no JSON. */
export function definitionIn(file: ChosenFile): {
  readonly definition?: unknown;
  readonly fault?: string;
} {
  try {
    return { definition: JSON.parse(new TextDecoder().decode(bytesOf(file.base64))) as unknown };
  } catch (cause) {
    return { fault: cause instanceof Error ? cause.message : '' };
  }
}
