import { Skeleton, Stack, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import { withBlock } from '../../../../shared/domain/label/edit-template.ts';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import { ContentsPart } from './contents-part.tsx';
import { LabelCanvas } from './label-canvas.tsx';
import { LabelPart } from './label-part.tsx';
import { SourcePart } from './source-part.tsx';
import { useLabelDraft } from './use-label-draft.ts';
import classes from './editor.module.css';

const parts = ['label', 'contents', 'sign'] as const;
type Part = (typeof parts)[number];

interface Properties {
  /** Start from the version in force. */
  readonly template?: string;
  onClose(): void;
}

/** Makes or changes a label template beside its picture, and puts it in force by a signature. */
export function TemplateEditorDialog({ template: id, onClose }: Properties) {
  const { t } = useTranslation();
  const sign = useCommand('labels.defineTemplate');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('labels.defineTemplate');
  const draft = useLabelDraft(id);
  const { template, former, reason } = draft;
  const [part, setPart] = useState<Part>('label');
  const [selected, setSelected] = useState<number | null>(null);
  const submit = async (): Promise<void> => {
    if (part !== 'sign') return setPart('sign');
    if (template === undefined) return;
    const input = template as InputOf<'labels.defineTemplate'>['template'];
    const outcome = await sign.run({ template: input, reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    draft.dropDraft();
    const { version } = outcome.value;
    announce({ message: t('labels.signed', { version, template: template.id }) });
    onClose();
  };
  const canSign = template !== undefined && reason.trim().length >= 3 && isComplete;
  return (
    <FormDialog
      title={t('labels.signTitle')}
      submit={t(part === 'sign' ? 'labels.signSubmit' : 'labels.editor.goOn')}
      size={1160}
      isBusy={sign.isBusy}
      failure={sign.failure}
      canSubmit={part === 'sign' ? canSign : template !== undefined}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.columns}>
        <Stack gap="md">
          <Tabs value={part} onChange={(next) => setPart(next as Part)}>
            <Tabs.List grow aria-label={t('labels.signTitle')}>
              {parts.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`labels.editor.tab.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          <FailureNotice failure={draft.failure} />
          {part === 'label' && (
            <SourcePart
              draft={{
                ...draft,
                setSource: (next) => {
                  setSelected(null);
                  draft.setSource(next);
                },
              }}
            />
          )}
          {part === 'label' && template !== undefined && (
            <LabelPart template={template} onChange={draft.change} />
          )}
          {part === 'contents' && template !== undefined && (
            <ContentsPart
              template={template}
              selected={selected}
              onSelect={setSelected}
              onChange={draft.change}
            />
          )}
          {part === 'sign' && (
            <>
              <p className="quiet">
                {former === undefined
                  ? t('labels.editor.isNew', { template: template?.id ?? '' })
                  : t('labels.editor.replaces', {
                      template: former.definition.id,
                      version: former.version,
                    })}
              </p>
              <ReasonField value={reason} onChange={draft.setReason} />
              <SignatureFields value={signature} onChange={setSignature} />
            </>
          )}
        </Stack>
        {template === undefined ? (
          <Skeleton height={320} />
        ) : (
          <LabelCanvas
            template={template}
            selected={part === 'contents' ? selected : null}
            onSelect={(at) => {
              setPart('contents');
              setSelected(at);
            }}
            onBlock={(at, block) => draft.change(withBlock(template, at, block))}
          />
        )}
      </div>
    </FormDialog>
  );
}
