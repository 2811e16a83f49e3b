import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../components/kit-number.tsx';

const mostShown = 12;

/** The first of the kits that a dialog is about, and how many more. */
export function NamedKits({ numbers }: { readonly numbers: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
      {numbers.slice(0, mostShown).map((number) => (
        <KitNumber key={number} number={number} />
      ))}
      {numbers.length > mostShown && t('kits.andMore', { count: numbers.length - mostShown })}
    </div>
  );
}
