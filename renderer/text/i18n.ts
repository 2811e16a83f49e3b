import { createInstance } from 'i18next';
import type { i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import accountability from './en/accountability.json' with { type: 'json' };
import backup from './en/backup.json' with { type: 'json' };
import campaigns from './en/campaigns.json' with { type: 'json' };
import codeBreak from './en/code-break.json' with { type: 'json' };
import cohorts from './en/cohorts.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import evidence from './en/evidence.json' with { type: 'json' };
import custody from './en/custody.json' with { type: 'json' };
import failure from './en/failure.json' with { type: 'json' };
import fileBackup from './en/file-backup.json' with { type: 'json' };
import forecast from './en/forecast.json' with { type: 'json' };
import help from './en/help.json' with { type: 'json' };
import kits from './en/kits.json' with { type: 'json' };
import lab from './en/lab.json' with { type: 'json' };
import labels from './en/labels.json' with { type: 'json' };
import lots from './en/lots.json' with { type: 'json' };
import randomization from './en/randomization.json' with { type: 'json' };
import review from './en/review.json' with { type: 'json' };
import resupply from './en/resupply.json' with { type: 'json' };
import siteMode from './en/site-mode.json' with { type: 'json' };
import scenario from './en/scenario.json' with { type: 'json' };
import scheme from './en/scheme.json' with { type: 'json' };
import session from './en/session.json' with { type: 'json' };
import shipments from './en/shipments.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };
import stock from './en/stock.json' with { type: 'json' };
import study from './en/study.json' with { type: 'json' };
import subjects from './en/subjects.json' with { type: 'json' };
import temperature from './en/temperature.json' with { type: 'json' };
import today from './en/today.json' with { type: 'json' };
import trail from './en/trail.json' with { type: 'json' };
import wizard from './en/wizard.json' with { type: 'json' };

/** Every word of the window, by language. English is complete; other languages fall back to it. */
const english = {
  accountability,
  backup,
  campaigns,
  codeBreak,
  cohorts,
  common,
  evidence,
  custody,
  failure,
  fileBackup,
  forecast,
  help,
  kits,
  lab,
  labels,
  lots,
  randomization,
  resupply,
  review,
  scenario,
  scheme,
  session,
  shipments,
  siteMode,
  status,
  stock,
  study,
  subjects,
  temperature,
  today,
  trail,
  wizard,
};

export const i18n: I18n = createInstance();

/** Loads the words; resolves before the first screen is drawn. */
export const startText = async (): Promise<void> => {
  await i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  });
};
