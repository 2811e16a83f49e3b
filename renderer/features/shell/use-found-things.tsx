import { IconPackage, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { go } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import type { PaletteAction } from './use-palette-actions.tsx';

const shortest = 2;
const atMost = 5;

/** Kits and subjects whose number contains what was typed. */
export function useFoundThings(query: string): readonly PaletteAction[] {
  const { t } = useTranslation();
  const options = { isEnabled: query.length >= shortest, keepsFormer: true };
  const input = { search: query.slice(0, 60), limit: atMost };
  const kits = useQuery('kits.page', input, options);
  const subjects = useQuery('subjects.page', input, options);
  if (!options.isEnabled) return [];
  return [
    ...(subjects.data?.rows ?? []).map((row) => ({
      id: `subject-${row.subject}`,
      label: row.subject,
      description: t('common.foundSubject', { site: row.site }),
      leftSection: <IconUser size={18} />,
      onClick: () => go('subjects', row.subject),
    })),
    ...(kits.data?.rows ?? []).map((row) => ({
      id: `kit-${row.number}`,
      label: row.number,
      description: t('common.foundKit', { lot: row.lot, place: row.place ?? '–' }),
      leftSection: <IconPackage size={18} />,
      onClick: () => go('kits', row.number),
    })),
  ];
}
