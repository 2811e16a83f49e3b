import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import type { Wish } from './wishes.ts';
import { wishesOf } from './wishes.ts';

interface Properties {
  /** What is wanted, when it is known already. */
  readonly wish?: Wish;
  readonly list?: string;
  onClose(): void;
}

const nameOf = ({ part, use }: Wish): string => `${part} ${use}`;

/** Asks another custodian to open what two people keep together. */
export function RequestDialog({ wish: given, list: givenList, onClose }: Properties) {
  const { t } = useTranslation();
  const offered = wishesOf(useSession().status.user?.role);
  const lists = useQuery('randomization.lists', {}).data?.lists ?? [];
  const request = useCommand('custody.request');
  const sign = useSignature('custody.request');
  const [wish, setWish] = useState<Wish | undefined>(given ?? offered[0]);
  const [list, setList] = useState<string | null>(givenList ?? null);
  const [reason, setReason] = useState('');
  const needsList = wish?.part !== 'kit-map';
  const isComplete = wish !== undefined && (!needsList || list !== null);
  const submit = async (): Promise<void> => {
    if (wish === undefined) return;
    const { part, use } = wish;
    const which = needsList && list !== null ? { list } : {};
    const outcome = await request.run({ part, use, ...which, reason, signature: sign.signature });
    sign.forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('custody.requested', { code: outcome.value.code }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('custody.request')}
      intro={t('custody.requestIntro')}
      submit={t('custody.request')}
      isBusy={request.isBusy}
      failure={request.failure}
      canSubmit={isComplete && reason.trim().length >= 3 && sign.isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {given === undefined && (
        <Select
          label={t('custody.what')}
          allowDeselect={false}
          value={wish === undefined ? null : nameOf(wish)}
          onChange={(name) => setWish(offered.find((known) => nameOf(known) === name))}
          data={offered.map((known) => ({
            value: nameOf(known),
            label: t(`custody.wish.${known.part}.${known.use}`),
          }))}
        />
      )}
      {givenList === undefined && needsList && (
        <Select
          label={t('custody.list')}
          allowDeselect={false}
          value={list}
          onChange={setList}
          data={lists
            .filter(({ live }) => wish?.part !== 'seed' || live !== true)
            .map((card) => card.list)}
        />
      )}
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={sign.signature} onChange={sign.setSignature} />
    </FormDialog>
  );
}
