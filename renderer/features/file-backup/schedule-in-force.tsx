import { useTranslation } from 'react-i18next';
import type { BackupsStatus } from '../../../shared/contracts/backups.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';

/** The schedule as it is. */
export function ScheduleInForce({ status }: { readonly status: BackupsStatus }) {
  const { t } = useTranslation();
  const { schedule, nextAt, isDue, placeIsThere } = status;
  if (schedule === null) return null;
  const { place, everyHours, keep, setAt, setBy, offsetMinutes } = schedule;
  const next =
    isDue || nextAt === null ? (
      t('fileBackup.due')
    ) : (
      <InstantText key="next" at={nextAt} offsetMinutes={offsetMinutes} />
    );
  return (
    <KeyValues
      columns={2}
      items={[
        [
          t('fileBackup.place'),
          placeIsThere === false ? (
            t('fileBackup.placeGone', { place })
          ) : (
            <code key="place" className="mono">
              {place}
            </code>
          ),
        ],
        [t('fileBackup.next'), next],
        [t('fileBackup.howOften'), t('fileBackup.hours', { count: everyHours })],
        [t('fileBackup.keeps'), t('fileBackup.keepsWords', keep)],
        [
          t('fileBackup.setBy'),
          <span key="by">
            {setBy}, <InstantText at={setAt} offsetMinutes={offsetMinutes} />
          </span>,
        ],
      ]}
    />
  );
}
