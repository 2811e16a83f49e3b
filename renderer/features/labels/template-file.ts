import { labelTemplateSchema } from '../../../shared/domain/label/label-schema.ts';
import type { LabelTemplate } from '../../../shared/domain/label/label-template.ts';
import { bytesOf } from '../../components/save-file.ts';
import type { ChosenFile } from '../../components/save-file.ts';

type Read =
  | { readonly definition: LabelTemplate; readonly fault?: undefined }
  | { readonly fault: string };

/** The template in a chosen file, or why it is none; what it means together is checked by the core. */
export function definitionIn(file: ChosenFile): Read {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytesOf(file.base64)));
  } catch (cause) {
    return { fault: cause instanceof Error ? cause.message : '' };
  }
  const read = labelTemplateSchema.safeParse(json);
  if (read.success) return { definition: read.data };
  const [first] = read.error.issues;
  return { fault: `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}` };
}
