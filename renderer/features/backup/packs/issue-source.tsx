import { Select, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import classes from '../backup.module.css';

interface Properties {
  readonly options: OutputOf<'packs.options'> | undefined;
  readonly device: string | null;
  readonly list: string | null;
  onChange(chosen: { device?: string | null; list?: string | null }): void;
}

/** For which machine, from which list, and what there is to take from. */
export function IssueSource({ options, device, list, onChange }: Properties) {
  const { t } = useTranslation();
  if (options === undefined) return null;
  const chosen = options.lists.find((known) => known.list === list);
  const free = chosen?.strata.reduce((least, stratum) => Math.min(least, stratum.free), 400) ?? 0;
  if (options.devices.length === 0)
    return <p className={classes.badText}>{t('backup.noDevice')}</p>;
  return (
    <>
      <SimpleGrid cols={2} spacing="md">
        <Select
          label={t('backup.device')}
          allowDeselect={false}
          data={options.devices.map((known) => ({
            value: known.device,
            label: known.fingerprint.slice(0, 11),
          }))}
          value={device}
          onChange={(next) => onChange({ device: next })}
        />
        <Select
          label={t('backup.list')}
          allowDeselect={false}
          data={options.lists.map((known) => ({
            value: known.list,
            label:
              known.cohort === null
                ? t(`backup.listKind.${known.kind}`, { list: known.list })
                : t('backup.listOfCohort', { list: known.list, cohort: known.cohort }),
          }))}
          value={list}
          onChange={(next) => onChange({ list: next })}
        />
      </SimpleGrid>
      <p className={options.problem === null ? 'quiet' : classes.badText} style={{ margin: 0 }}>
        {options.problem ??
          t('backup.room', {
            strata: chosen?.strata.length ?? 0,
            free,
            kits: options.kitsAtSite,
          })}
      </p>
    </>
  );
}
