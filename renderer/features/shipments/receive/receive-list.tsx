import { CloseButton, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../../components/kit-number.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { conditions } from './receive-draft.ts';
import type { Condition, ReceiveDraft, ShipmentKit } from './receive-draft.ts';
import classes from './receive.module.css';

interface Properties {
  readonly kits: readonly ShipmentKit[];
  readonly draft: ReceiveDraft;
  onJudge(number: string, condition: Condition | null): void;
  onDraft(part: Partial<ReceiveDraft>): void;
}

/** Every kit that should be in the box, and what was said about it; extra kits above. */
export function ReceiveList({ kits, draft, onJudge, onDraft }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.listFrame}>
      <h3>{t('shipments.inTheBox', { count: kits.length })}</h3>
      <ul className={classes.list} aria-label={t('shipments.inTheBox', { count: kits.length })}>
        {draft.extra.map((number) => (
          <li key={`extra ${number}`} className={classes.line}>
            <KitNumber number={number} />
            <StatusBadge isPlain status="extra" />
            <CloseButton
              size="sm"
              aria-label={t('kits.forget', { number })}
              onClick={() => onDraft({ extra: draft.extra.filter((other) => other !== number) })}
            />
          </li>
        ))}
        {kits.map(({ number }) => (
          <li key={number} className={classes.line} data-judged={number in draft.judged}>
            <KitNumber number={number} />
            <StatusBadge isPlain status={draft.judged[number] ?? 'open'} />
            <Select
              size="xs"
              w={124}
              aria-label={t('shipments.conditionOf', { number })}
              placeholder={t('shipments.setCondition')}
              clearable
              value={draft.judged[number] ?? null}
              data={conditions.map((value) => ({ value, label: t(`status.${value}`) }))}
              onChange={(value) =>
                onJudge(number, conditions.find((known) => known === value) ?? null)
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
