import { Button, Group, NumberInput, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Adjustment } from './adjustments.ts';
import type { SentLine } from './sent-line.ts';

interface Properties {
  readonly row: SentLine;
  onAdjust(adjustment: Adjustment | null): void;
}

/** Another quantity in whole packs, with its reason; it is signed with the run. */
export function AdjustLine({ row: { line, site, adjustment, sent }, onAdjust }: Properties) {
  const { t } = useTranslation();
  const [count, setCount] = useState<number | string>(sent);
  const [because, setBecause] = useState(adjustment?.because ?? '');
  const { packSize } = line.rule;
  const wanted = Number(count);
  const isWhole = Number.isInteger(wanted) && count !== '' && wanted % packSize === 0;
  const canKeep = isWhole && wanted !== line.granted && because.trim().length >= 3;
  return (
    <Stack gap="sm">
      <NumberInput
        label={t('resupply.adjust.count')}
        description={packSize === 1 ? undefined : t('resupply.adjust.packs', { count: packSize })}
        min={0}
        max={5000}
        step={packSize}
        allowDecimal={false}
        value={count}
        error={isWhole ? undefined : t('resupply.adjust.packs', { count: packSize })}
        onChange={setCount}
      />
      <Textarea
        label={t('resupply.adjust.because')}
        autosize
        minRows={2}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      {site.rule.pooling === 'all-types' && (
        <p className="quiet" style={{ margin: 0, fontSize: 12 }}>
          {t('resupply.adjust.pooledNote')}
        </p>
      )}
      <Group gap="sm">
        <Button
          variant="default"
          disabled={!canKeep}
          onClick={() => onAdjust({ count: wanted, because: because.trim() })}
        >
          {t('resupply.adjust.keep')}
        </Button>
        {adjustment !== null && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setCount(line.granted);
              setBecause('');
              onAdjust(null);
            }}
          >
            {t('resupply.adjust.undo')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
