import { Button, Stack } from '@mantine/core';
import {
  IconArrowRight,
  IconChevronRight,
  IconFileExport,
  IconListDetails,
  IconMail,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import homeClasses from './site-home.module.css';
import classes from './site-mode.module.css';
import type { SiteView } from './site-view.ts';

interface Properties {
  readonly status: OutputOf<'site.status'>;
  onView(view: SiteView): void;
}

/** What to do: go on with who is under way, or begin; below, who was done and the rarer things. */
export function SiteHome({ status, onView }: Properties) {
  const { t } = useTranslation();
  const { problem, underWay } = status;
  return (
    <Stack gap={28}>
      {underWay.map(({ subject, state, stratumWords }) => (
        <button
          key={subject}
          type="button"
          className={homeClasses.goOn}
          onClick={() => onView({ kind: 'subject', subject })}
        >
          <span>
            <strong>{t('siteMode.goOn', { subject })}</strong>
            <span>{`${t(`siteMode.state.${state}`)} · ${stratumWords}`}</span>
          </span>
          <IconArrowRight size={28} aria-hidden />
        </button>
      ))}
      <section className={classes.start}>
        <h1>{t('siteMode.startTitle')}</h1>
        <p>{t('siteMode.startNote')}</p>
        {problem !== null && (
          <p role="alert" className={classes.problem}>
            {problem} {t('siteMode.problemNext')}
          </p>
        )}
        <Button
          size="xl"
          h={72}
          disabled={problem !== null}
          leftSection={<IconUserPlus size={28} stroke={1.7} />}
          onClick={() => onView({ kind: 'begin' })}
        >
          {t('siteMode.start')}
        </Button>
      </section>
      <Latest rows={status.latest} onView={onView} />
      {!status.openLabel && <Emergency telephone={status.telephone} />}
      <Rarer onView={onView} />
    </Stack>
  );
}

const rarerViews = [
  ['record', 'handBack', IconFileExport],
  ['packs', 'packs', IconMail],
  ['people', 'people', IconUsers],
  ['trail', 'trail', IconListDetails],
] as const;

/** What is needed seldom, below what is needed at night. */
function Rarer({ onView }: Pick<Properties, 'onView'>) {
  const { t } = useTranslation();
  return (
    <div className={classes.rarer}>
      {rarerViews.map(([kind, words, Icon]) => (
        <Button
          key={kind}
          size="md"
          variant="default"
          leftSection={<Icon size={20} stroke={1.7} />}
          onClick={() => onView({ kind })}
        >
          {t(`siteMode.${words}`)}
        </Button>
      ))}
    </div>
  );
}

/** Where a treatment must be known at once: this file holds none, the pharmacist does. */
function Emergency({ telephone }: { readonly telephone: string | null }) {
  const { t } = useTranslation();
  return (
    <section className={homeClasses.emergency} aria-label={t('siteMode.emergency')}>
      <h2 className={classes.subheading}>{t('siteMode.emergency')}</h2>
      <p>
        {t('siteMode.emergencyNote')} {telephone !== null && <strong>{telephone}</strong>}
      </p>
    </section>
  );
}

function Latest({
  rows,
  onView,
}: {
  readonly rows: OutputOf<'site.status'>['latest'];
  onView(view: SiteView): void;
}) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('siteMode.latest')}>
      <h2 className={classes.subheading}>{t('siteMode.latest')}</h2>
      <ul className={homeClasses.latest}>
        {rows.map(({ subject, kits, state, at, offsetMinutes }) => (
          <li key={subject}>
            <button type="button" onClick={() => onView({ kind: 'subject', subject })}>
              <strong>{subject}</strong>
              <span>{t(`siteMode.state.${state}`)}</span>
              <span className={homeClasses.kitList}>
                {kits.map((number) => (
                  <KitNumber key={number} number={number} />
                ))}
              </span>
              <InstantText at={at} offsetMinutes={offsetMinutes} />
              <IconChevronRight size={18} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
