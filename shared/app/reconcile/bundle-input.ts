import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { joinParts } from '../../domain/backup/file-parts.ts';
import { partCheck } from '../bundles/make-bundle.ts';
import type { QueryContext } from '../handlers.ts';

export interface BundleUpload {
  readonly file?: { readonly base64: string } | undefined;
  readonly parts?: readonly string[] | undefined;
}

/** The text of a bundle from a file or from scanned parts; refuses parts that are not all there. */
export function bundleInput(
  context: Pick<QueryContext, 'ports'>,
  { file, parts }: BundleUpload,
): Result<string, Refusal> {
  const { ports } = context;
  if (file !== undefined) return ok(ports.boxes.textOf(ports.decodeBase64(file.base64)));
  const joined = joinParts(parts ?? [], partCheck(context));
  if (!joined.ok) return joined;
  const { text, missing, total } = joined.value;
  if (text !== null) return ok(text);
  return err(
    refusal(
      'parts-missing',
      `${missing.length} of ${total} parts are missing: ${missing.join(', ')}.`,
      'Scan these codes too.',
    ),
  );
}
