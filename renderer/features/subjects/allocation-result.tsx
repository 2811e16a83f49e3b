import { Alert, Button, Group } from '@mantine/core';
import { IconClockExclamation, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Allocation } from '../../../shared/contracts/subjects.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { DayText, InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { useDownload } from '../../components/use-download.ts';
import { BecauseList } from './because-list.tsx';
import classes from './subjects.module.css';
import { useArmName } from './use-arm-name.ts';
import { useVisitName } from './use-visit-name.ts';

interface Properties {
  readonly allocation: Allocation;
  onClose(): void;
}

/** The answer to an allocation: the kit numbers first and large, then why. */
export function AllocationResult({ allocation, onClose }: Properties) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const armName = useArmName();
  const visitName = useVisitName();
  const { subject, visit, kits } = allocation;
  return (
    <div className={classes.result} role="status">
      <div className={classes.numbers}>
        <p className="quiet">{t('subjects.giveKits', { count: kits.length })}</p>
        {kits.map((kit) => (
          <p key={kit.number}>
            <KitNumber number={kit.number} size="huge" />
            <br />
            <span className="quiet">
              {t('kits.lot')} {kit.lot} · {t('subjects.expires')} <DayText date={kit.expiry} />
            </span>
          </p>
        ))}
      </div>
      {allocation.outsideWindow !== undefined && (
        <Alert color="yellow" icon={<IconClockExclamation size={18} />}>
          {t('subjects.outsideWindow')} <DayText date={allocation.outsideWindow.from} /> –{' '}
          <DayText date={allocation.outsideWindow.until} />
        </Alert>
      )}
      <KeyValues
        columns={3}
        items={[
          [t('subjects.subject'), subject],
          [
            t('subjects.randomizationNumber'),
            <span key="number" className="mono">
              {allocation.randomizationNumber}
            </span>,
          ],
          [t('subjects.site'), allocation.site],
          [t('subjects.visit'), visitName(visit)],
          [
            t('subjects.at'),
            <InstantText key="at" at={allocation.at} offsetMinutes={allocation.offsetMinutes} />,
          ],
          ...(allocation.arm === null
            ? []
            : [
                [t('subjects.arm'), <ArmBadge key="arm" name={armName(allocation.arm)} />] as const,
              ]),
        ]}
      />
      {allocation.because.length > 0 && (
        <section>
          <h3 style={{ margin: '0 0 4px', fontSize: 13 }}>{t('subjects.why')}</h3>
          <BecauseList facts={allocation.because} />
        </section>
      )}
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          loading={isBusy}
          leftSection={<IconPrinter size={16} stroke={1.7} />}
          onClick={() => void download('subjects.slip', { subject, visit })}
        >
          {t('subjects.slip')}
        </Button>
        <Button onClick={onClose}>{t('common.done')}</Button>
      </Group>
    </div>
  );
}
