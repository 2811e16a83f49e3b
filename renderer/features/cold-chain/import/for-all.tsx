import { Button, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceSelect } from '../../kits/place-select.tsx';
import classes from '../cold-chain.module.css';
import { isReady } from './waiting-files.ts';
import type { WaitingFile } from './waiting-files.ts';

interface Properties {
  readonly files: readonly WaitingFile[];
  onRead(file: WaitingFile): void;
  onKeep(file: WaitingFile): void;
}

/** What can be said and done for many files at once: their zone, where they stood, and keeping them. */
export function ForAll({ files, onRead, onKeep }: Properties) {
  const { t } = useTranslation();
  const read = files.filter(({ state }) => state === 'read');
  const ready = read.filter(isReady);
  const unassigned = read.filter(({ preview }) => preview?.watched === null);
  const zoneless = read.filter(({ preview }) => preview?.inspected.zone === null);
  if (read.length < 2) return null;
  return (
    <div className={classes.forAll}>
      {zoneless.length > 1 && <ZoneForAll files={zoneless} onRead={onRead} />}
      {unassigned.length > 1 && (
        <PlaceSelect
          label={t('temperature.import.allWatched', { count: unassigned.length })}
          value={null}
          onChange={(place) => {
            if (place === null) return;
            for (const file of unassigned) onRead({ ...file, watched: { place } });
          }}
        />
      )}
      {ready.length > 1 && (
        <Button
          leftSection={<IconFileImport size={16} stroke={1.7} />}
          onClick={() => ready.forEach(onKeep)}
        >
          {t('temperature.import.all', { count: ready.length })}
        </Button>
      )}
    </div>
  );
}

/** Files of one place mostly come from loggers set up in one zone. */
function ZoneForAll({ files, onRead }: Omit<Properties, 'onKeep'>) {
  const { t } = useTranslation();
  const [zone, setZone] = useState('');
  return (
    <form
      className={classes.zoneForAll}
      onSubmit={(event) => {
        event.preventDefault();
        if (zone.trim() === '') return;
        for (const file of files) {
          onRead({ ...file, choices: { ...file.choices, zone: zone.trim() } });
        }
      }}
    >
      <TextInput
        label={t('temperature.import.allZones', { count: files.length })}
        placeholder={t('temperature.ask.zoneExample')}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('temperature.import.applyZone')}
      </Button>
    </form>
  );
}
