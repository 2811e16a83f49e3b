import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanField } from '../scan-field.tsx';
import { ScanProgress } from '../scan-progress.tsx';
import { CurrentKit } from './current-kit.tsx';
import { ExtraKit } from './extra-kit.tsx';
import { judgedKits, openKits } from './receive-draft.ts';
import type { Condition, ReceiveDraft, ShipmentDetail } from './receive-draft.ts';
import { ReceiveList } from './receive-list.tsx';
import classes from './receive.module.css';

interface Properties {
  readonly detail: ShipmentDetail;
  readonly draft: ReceiveDraft;
  onDraft(part: Partial<ReceiveDraft>): void;
  onLater(): void;
  onNext(): void;
}

/** One kit at a time: a scan says that it is acceptable; damaged and missing are said by hand. */
export function ReceiveScan({ detail, draft, onDraft, onLater, onNext }: Properties) {
  const { t } = useTranslation();
  const [strange, setStrange] = useState<string | null>(null);
  const open = openKits(detail);
  const judged = judgedKits(detail, draft).length;
  const judge = (number: string, condition: Condition | null): void => {
    const { [number]: _former, ...others } = draft.judged;
    const next = condition === null ? others : { ...others, [number]: condition };
    onDraft({ judged: next, last: condition === null ? null : number });
  };
  const scan = (numbers: readonly string[]): boolean => {
    const found = numbers.find((name) => open.some((kit) => kit.number === name));
    setStrange(found === undefined ? (numbers[0] ?? null) : null);
    // A second scan of a damaged kit must not make it acceptable.
    if (found !== undefined) judge(found, draft.judged[found] ?? 'acceptable');
    return found !== undefined;
  };
  const restMissing = (): void =>
    onDraft({
      judged: {
        ...Object.fromEntries(open.map(({ number }) => [number, 'missing' as const])),
        ...draft.judged,
      },
    });
  return (
    <>
      <div className={classes.columns}>
        <div className={classes.scan}>
          <ScanField
            label={t('shipments.scanKit')}
            description={t('shipments.receiveScanNote')}
            onScan={scan}
          />
          <ScanProgress done={judged} total={open.length} />
          {strange !== null && (
            <ExtraKit
              number={strange}
              shipment={detail}
              onDismiss={() => setStrange(null)}
              onAdd={() => {
                onDraft({ extra: [...new Set([...draft.extra, strange])] });
                setStrange(null);
              }}
            />
          )}
          <CurrentKit
            number={draft.last}
            condition={draft.last === null ? undefined : draft.judged[draft.last]}
            onJudge={judge}
          />
        </div>
        <ReceiveList kits={open} draft={draft} onJudge={judge} onDraft={onDraft} />
      </div>
      <Group justify="space-between" mt="lg">
        <Button
          variant="subtle"
          color="gray"
          disabled={judged === open.length}
          onClick={restMissing}
        >
          {t('shipments.restMissing')}
        </Button>
        <Group gap="sm">
          <Button variant="default" onClick={onLater}>
            {t('shipments.later')}
          </Button>
          <Button disabled={judged + draft.extra.length === 0} onClick={onNext}>
            {t(judged < open.length ? 'shipments.toLoggerPart' : 'shipments.toLogger', {
              count: open.length - judged,
            })}
          </Button>
        </Group>
      </Group>
    </>
  );
}
