import { Button, Menu, Skeleton } from '@mantine/core';
import { IconChevronDown, IconTemperature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  StorageProfileInput,
  StoredProfile,
} from '../../../../shared/contracts/cold-chain-parts.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { bandText, durationText } from '../words.ts';
import classes from '../cold-chain.module.css';
import { MappingsPanel } from './mappings-panel.tsx';
import { ProfileDialog } from './profile-dialog.tsx';

/** Storage profiles in force, the way to new ones, and confirmed column mappings. */
export function ProfilesTab() {
  const { t } = useTranslation();
  const { data } = useQuery('storage.profiles', {});
  const maySet = useMay('storage.setProfile');
  const [editing, setEditing] = useState<StorageProfileInput | null>(null);
  if (data === undefined) return <Skeleton height={240} />;
  return (
    <div className={classes.scroll}>
      <div className={classes.stack}>
        {maySet && (
          <div>
            <Menu>
              <Menu.Target>
                <Button variant="default" rightSection={<IconChevronDown size={15} />}>
                  {t('temperature.profile.add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {data.examples.map((example) => (
                  <Menu.Item key={example.profile} onClick={() => setEditing(example)}>
                    {t('temperature.profile.from', { name: example.name })}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
        )}
        {data.profiles.length === 0 && (
          <Panel>
            <EmptyState
              icon={IconTemperature}
              title={t('temperature.profile.none')}
              next={t('temperature.profile.noneNext')}
            />
          </Panel>
        )}
        {data.profiles.map((profile) => (
          <OneProfile
            key={profile.profile}
            profile={profile}
            {...(maySet ? { onEdit: () => setEditing(profile) } : {})}
          />
        ))}
        <MappingsPanel />
      </div>
      {editing !== null && (
        <ProfileDialog profile={editing} lots={data.lots} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

interface OneProperties {
  readonly profile: StoredProfile;
  readonly onEdit?: () => void;
}

function OneProfile({ profile, onEdit }: OneProperties) {
  const { t } = useTranslation();
  return (
    <Panel
      title={`${profile.profile} · ${profile.name}`}
      note={t('temperature.version', { version: profile.version })}
      actions={
        onEdit !== undefined && (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('temperature.profile.change')}
          </Button>
        )
      }
    >
      <SmallTable
        label={profile.name}
        rows={profile.bands}
        rowKey={(band) => String(band.low)}
        empty={null}
        columns={[
          {
            key: 'band',
            header: t('temperature.band.name'),
            width: 'minmax(120px, 1fr)',
            cell: (band) => bandText(band.low / 100, band.high / 100),
          },
          {
            key: 'allowed',
            header: t('temperature.band.allowed'),
            width: 'minmax(140px, 1fr)',
            cell: (band) =>
              band.allowedSeconds === null
                ? t('temperature.band.free')
                : durationText(band.allowedSeconds),
          },
          {
            key: 'longest',
            header: t('temperature.profile.longest'),
            width: 'minmax(140px, 1fr)',
            cell: (band) => durationText(band.longestSeconds),
          },
        ]}
      />
      <div style={{ marginTop: 12 }}>
        <KeyValues
          columns={2}
          items={[
            [t('temperature.profile.rule'), t(`temperature.rule.${profile.rule}`)],
            [t('temperature.profile.energy'), `${profile.activationEnergy} kJ/mol`],
            [t('temperature.profile.reserve'), durationText(profile.reserveSeconds)],
            [
              t('temperature.profile.lots'),
              profile.lots === null ? t('temperature.profile.allLots') : profile.lots.join(', '),
            ],
            [t('temperature.signedBy'), profile.setBy],
            [t('temperature.at'), <InstantText key="at" at={profile.setAt} />],
          ]}
        />
      </div>
    </Panel>
  );
}
