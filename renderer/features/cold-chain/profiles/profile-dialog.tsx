import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attributionRules } from '../../../../shared/contracts/cold-chain-parts.ts';
import type { StorageProfileInput } from '../../../../shared/contracts/cold-chain-parts.ts';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import classes from '../cold-chain.module.css';
import { BandFields } from './band-fields.tsx';
import { bandsOfDraft, draftOfBands } from './profile-draft.ts';

interface Properties {
  readonly profile: StorageProfileInput;
  readonly lots: readonly string[];
  onClose(): void;
}

/** A storage profile with its stability budget; a signature puts it in force. */
export function ProfileDialog({ profile, lots, onClose }: Properties) {
  const { t } = useTranslation();
  const set = useCommand('storage.setProfile');
  const [draft, setDraft] = useState(profile);
  const [drafts, setDrafts] = useState(draftOfBands(profile.bands));
  const [reason, setReason] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('storage.setProfile');
  const bands = bandsOfDraft(drafts);
  const submit = async (): Promise<void> => {
    if (bands === null) return;
    const { profile: code, name, rule, activationEnergy, reserveSeconds, lots: chosen } = draft;
    const outcome = await set.run({
      profile: { profile: code, name, bands, rule, activationEnergy, reserveSeconds, lots: chosen },
      reason,
      signature,
    });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    announce({
      message: t('temperature.profile.done', { profile: code, version: outcome.value.version }),
    });
    onClose();
  };
  return (
    <FormDialog
      title={t('temperature.profile.title')}
      intro={t('temperature.profile.intro')}
      submit={t('temperature.profile.submit')}
      isBusy={set.isBusy}
      failure={set.failure}
      canSubmit={isComplete && bands !== null && reason.trim().length >= 3}
      size={760}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Basics draft={draft} lots={lots} onDraft={setDraft} />
      <BandFields bands={drafts} onBands={setDrafts} />
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}

interface BasicsProperties {
  readonly draft: StorageProfileInput;
  readonly lots: readonly string[];
  onDraft(draft: StorageProfileInput): void;
}

function Basics({ draft, lots, onDraft }: BasicsProperties) {
  const { t } = useTranslation();
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('temperature.profile.code')}
        value={draft.profile}
        onChange={(event) => onDraft({ ...draft, profile: event.currentTarget.value })}
      />
      <TextInput
        label={t('temperature.profile.name')}
        value={draft.name}
        onChange={(event) => onDraft({ ...draft, name: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('temperature.profile.lots')}
        placeholder={draft.lots === null ? t('temperature.profile.allLots') : ''}
        data={[...lots]}
        searchable
        value={[...(draft.lots ?? [])]}
        onChange={(chosen) => onDraft({ ...draft, lots: chosen.length === 0 ? null : chosen })}
      />
      <Select
        label={t('temperature.profile.rule')}
        allowDeselect={false}
        data={attributionRules.map((value) => ({
          value,
          label: t(`temperature.ruleName.${value}`),
        }))}
        value={draft.rule}
        onChange={(value) =>
          onDraft({ ...draft, rule: attributionRules.find((rule) => rule === value) ?? draft.rule })
        }
      />
      <NumberInput
        label={t('temperature.profile.energy')}
        suffix=" kJ/mol"
        min={10}
        max={500}
        value={draft.activationEnergy}
        onChange={(value) => onDraft({ ...draft, activationEnergy: Number(value) })}
      />
      <NumberInput
        label={t('temperature.profile.reserve')}
        suffix=" h"
        min={0}
        value={draft.reserveSeconds / 3600}
        onChange={(value) =>
          onDraft({ ...draft, reserveSeconds: Math.round(Number(value) * 3600) })
        }
      />
    </div>
  );
}
