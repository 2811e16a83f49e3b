import { IconFileText, IconForms, IconMail, IconTestPipe } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { StudyRow } from './study-row.tsx';

const ways = [
  { way: 'demonstration', icon: IconTestPipe },
  { way: 'file', icon: IconFileText },
  { way: 'form', icon: IconForms },
  { way: 'site', icon: IconMail },
] as const;

interface Properties {
  onChosen(): void;
  onWay(way: 'demonstration' | 'file' | 'form' | 'site'): void;
}

/** The first page: studies opened before, and the ways to begin. */
export function RecentStudies({ onChosen, onWay }: Properties) {
  const { t } = useTranslation();
  const { accept } = useSession();
  const list = useQuery('store.list', {});
  const choose = useCommand('store.choose');
  const studies = list.data?.studies ?? [];
  const open = async (path: string): Promise<void> => {
    const outcome = await choose.run({ path });
    if (!outcome.ok) return;
    accept(outcome.value);
    onChosen();
  };
  return (
    <Door title={t('session.chooseStudy')} intro={t('session.chooseStudyIntro')} width={760}>
      {studies.length > 0 && (
        <>
          <h2 className={classes.section}>{t('session.recent')}</h2>
          <ul className={classes.list}>
            {studies.map((study) => (
              <li key={study.path}>
                <StudyRow
                  study={study}
                  isBusy={choose.isBusy}
                  onOpen={() => void open(study.path)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <FailureNotice failure={choose.failure ?? list.failure} />
      <h2 className={classes.section}>{t('session.begin')}</h2>
      <div className={classes.choices}>
        {ways.map(({ way, icon: WayIcon }) => (
          <button key={way} type="button" className={classes.choice} onClick={() => onWay(way)}>
            <WayIcon size={24} stroke={1.5} aria-hidden />
            <span className={classes.choiceTitle}>{t(`session.way.${way}`)}</span>
            <span className={classes.choiceNote}>{t(`session.wayNote.${way}`)}</span>
          </button>
        ))}
      </div>
      {list.data !== undefined && (
        <p className="quiet" style={{ fontSize: 12, marginTop: 20 }}>
          {t('session.folder', { folder: list.data.folder })}
        </p>
      )}
    </Door>
  );
}
