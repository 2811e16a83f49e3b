import type { LabelTemplateRow } from '../../../../shared/contracts/labels.ts';
import type { LabelTemplate } from '../../../../shared/domain/label/label-template.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useQuery } from '../../../state/use-query.ts';

interface Draft {
  readonly [key: string]: unknown;
  source: string;
  /** What was changed, by what it started from: going back and forth loses nothing. */
  edited: Readonly<Record<string, LabelTemplate>>;
  reason: string;
}

export const fromFile = 'file';

/** Something to start from. */
export interface LabelSource {
  readonly key: string;
  readonly row: LabelTemplateRow;
}

const keyOf = ({ version, definition }: LabelTemplateRow): string =>
  `${version === 0 ? 'proposal' : 'version'} ${definition.id}`;

/** A template being changed: from a proposal of the program, a version in force, or a file. */
export function useLabelDraft(template: string | undefined) {
  const { data, failure } = useQuery('labels.templates', {}, { keepsFormer: true });
  const form = useDraftForm<Draft>(`label-template-${template ?? 'new'}`, {
    initialValues: {
      source: template === undefined ? 'proposal kit-roll' : `version ${template}`,
      edited: {},
      reason: '',
    },
  });
  const { source, edited, reason } = form.values;
  const rows = [...(data?.templates ?? []), ...(data?.proposals ?? [])];
  const sources: readonly LabelSource[] = rows.map((row) => ({ key: keyOf(row), row }));
  const start = sources.find(({ key }) => key === source)?.row.definition;
  const current: LabelTemplate | undefined = edited[source] ?? start;
  return {
    failure,
    sources,
    source,
    template: current,
    /** The version in force that signing would replace. */
    former: data?.templates.find(({ definition }) => definition.id === current?.id),
    reason,
    setSource: (next: string) => form.setFieldValue('source', next),
    setReason: (next: string) => form.setFieldValue('reason', next),
    change: (next: LabelTemplate) => form.setFieldValue('edited', { ...edited, [source]: next }),
    dropDraft: form.dropDraft,
  };
}
export type LabelDraft = ReturnType<typeof useLabelDraft>;
