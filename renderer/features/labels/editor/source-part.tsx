import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../../../components/file-drop.tsx';
import type { ChosenFile } from '../../../components/save-file.ts';
import { definitionIn } from '../template-file.ts';
import { fromFile } from './use-label-draft.ts';
import type { LabelDraft } from './use-label-draft.ts';

/** What the template starts from. */
export function SourcePart({ draft }: { readonly draft: LabelDraft }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const take = (chosen: ChosenFile | null): void => {
    setFile(chosen);
    setFault(null);
    if (chosen === null) return;
    const read = definitionIn(chosen);
    if (read.fault === undefined) draft.change(read.definition);
    else setFault(read.fault);
  };
  return (
    <>
      <Select
        label={t('labels.proposal')}
        allowDeselect={false}
        data={[
          ...draft.sources.map(({ key, row: { version, definition } }) => ({
            value: key,
            label:
              version === 0
                ? t('labels.editor.proposal', { title: definition.title })
                : t('labels.editor.version', { title: definition.title, version }),
          })),
          { value: fromFile, label: t('labels.fromFile') },
        ]}
        value={draft.source}
        onChange={(next) => next !== null && draft.setSource(next)}
      />
      {draft.source === fromFile && (
        <FileDrop
          label={t('labels.fromFile')}
          kinds={t('labels.fileKinds')}
          file={file}
          onFile={take}
        />
      )}
      {fault !== null && <p role="alert">{t('labels.fileWrong', { why: fault })}</p>}
    </>
  );
}
