import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { KitGroupingContext } from '../../components/kit-number.tsx';
import { useRoute } from '../../state/route.ts';
import { CopyArmsContext, useCopyGuard } from '../../state/use-copy-guard.ts';
import { useIdleTouch } from '../../state/use-idle-touch.ts';
import { useStudy } from '../../state/use-study.ts';
import { DialogHost } from './dialog-host.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { ScreenOf } from './screen-of.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { UnblindedBand } from './unblinded-band.tsx';
import { useScanTarget } from './use-scan-target.ts';

/** The signed-in window: band, bar, navigation, and the screen of the route. */
export function Shell() {
  const { t } = useTranslation();
  const route = useRoute();
  const study = useStudy();
  const copyArms = useCopyGuard();
  useIdleTouch();
  useScanTarget();
  return (
    <KitGroupingContext.Provider value={study?.kitNumbers.grouping ?? 0}>
      <a
        href="#main"
        className={classes.skip}
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('common.skip')}
      </a>
      <CopyArmsContext.Provider value={copyArms}>
        <div className={classes.shell}>
          <UnblindedBand />
          <TopBar />
          <Navigation active={route.screen} />
          <main id="main" tabIndex={-1} className={classes.main}>
            <ErrorBoundary resetKey={`${route.screen}/${route.id ?? ''}`}>
              <ScreenOf route={route} />
            </ErrorBoundary>
          </main>
        </div>
        <DialogHost />
      </CopyArmsContext.Provider>
      <Palette />
    </KitGroupingContext.Provider>
  );
}
