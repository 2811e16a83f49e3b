import { Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { ExposedGroup } from '../../../shared/contracts/cold-chain-parts.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { Tier } from './tier.tsx';

interface Properties {
  readonly detail: OutputOf<'excursions.get'>;
  onClose(): void;
}

interface Choice {
  readonly outcome: 'release' | 'reject';
  readonly useBy: string;
}

const proposed = ({ tier }: ExposedGroup): Choice => ({
  outcome: tier === 1 ? 'release' : 'reject',
  useBy: '',
});

/** Release or rejection of each group of kits, with a reason and a signature. */
export function DecideDialog({ detail, onClose }: Properties) {
  const { t } = useTranslation();
  const decide = useCommand('excursions.decide');
  const { groups } = detail.assessment;
  const { excursion, tier } = detail.excursion;
  const [choices, setChoices] = useState<readonly Choice[]>(groups.map(proposed));
  const [reason, setReason] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('excursions.decide');
  const submit = async (): Promise<void> => {
    const decisions = choices.map(({ outcome, useBy }, group) => ({
      group,
      outcome,
      ...(outcome === 'release' && useBy !== '' ? { useBy } : {}),
    }));
    const outcome = await decide.run({ excursion, decisions, reason, signature });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    announce({ message: t('temperature.decide.done', { ...outcome.value }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('temperature.decide.title', { excursion })}
      intro={t(tier === 1 ? 'temperature.decide.introOne' : 'temperature.decide.introQa')}
      submit={t('temperature.decide.submit')}
      isBusy={decide.isBusy}
      failure={decide.failure}
      canSubmit={isComplete && reason.trim().length >= 3}
      size={620}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {groups.map((group, index) => (
        <GroupChoice
          key={index}
          group={group}
          index={index}
          choice={choices[index] ?? proposed(group)}
          onChoice={(choice) => setChoices(choices.map((one, i) => (i === index ? choice : one)))}
        />
      ))}
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}

interface ChoiceProperties {
  readonly group: ExposedGroup;
  readonly index: number;
  readonly choice: Choice;
  onChoice(choice: Choice): void;
}

function GroupChoice({ group, index, choice, onChoice }: ChoiceProperties) {
  const { t } = useTranslation();
  return (
    <Stack gap={8}>
      <Radio.Group
        label={
          <Group gap={8}>
            {t('temperature.group', {
              number: index + 1,
              count: group.kits.length,
              shown: group.kits.length,
            })}
            <Tier tier={group.tier} />
          </Group>
        }
        description={group.reasons.join(' ')}
        value={choice.outcome}
        onChange={(outcome) =>
          onChoice({ ...choice, outcome: outcome === 'release' ? 'release' : 'reject' })
        }
      >
        <Group gap="lg" mt={8}>
          <Radio value="release" label={t('temperature.decide.release')} />
          <Radio value="reject" label={t('temperature.decide.reject')} />
        </Group>
      </Radio.Group>
      {choice.outcome === 'release' && (
        <TextInput
          type="date"
          label={t('temperature.decide.useBy')}
          description={t('temperature.decide.useByNote')}
          value={choice.useBy}
          onChange={(event) => onChoice({ ...choice, useBy: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
