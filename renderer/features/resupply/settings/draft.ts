import { defaultResupply } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { ResupplySettings } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import { useQuery } from '../../../state/use-query.ts';
import { useViewState } from '../../../state/view-state.ts';

const name = 'resupply-settings';

interface Kept {
  /** Entry of the settings that the draft began from; null before the first. */
  readonly base: number | null;
  readonly settings: ResupplySettings;
}

/** The settings in force and the draft that a person makes of them; it outlives the page and a refusal. */
export function useSettingsDraft() {
  const { data, failure } = useQuery('resupply.get', {}, { keepsFormer: true });
  const kept = useViewState((state) => state.drafts[name]) as Kept | undefined;
  const keepDraft = useViewState((state) => state.keepDraft);
  const dropDraft = useViewState((state) => state.dropDraft);
  if (data === undefined) return { failure, draft: undefined };
  const inForce = data.inForce;
  const base = inForce?.entry ?? null;
  const signed = inForce?.settings as ResupplySettings | undefined;
  const settings = kept?.settings ?? signed ?? defaultResupply;
  const isChanged =
    kept !== undefined && JSON.stringify(kept.settings) !== JSON.stringify(signed ?? null);
  return {
    failure,
    draft: {
      inForce,
      settings,
      isChanged,
      /** Somebody else signed other settings after this draft was begun. */
      isBehind: kept !== undefined && kept.base !== base,
      change: (next: ResupplySettings): void =>
        keepDraft(name, { base: kept?.base ?? base, settings: next } satisfies Kept),
      drop: (): void => dropDraft(name),
    },
  };
}

export type SettingsDraft = NonNullable<ReturnType<typeof useSettingsDraft>['draft']>;

/** Settings as the contracts take them. */
export const settingsInput = (
  settings: ResupplySettings,
): InputOf<'resupply.setParameters'>['settings'] => structuredClone(settings) as never;
