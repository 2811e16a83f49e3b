import { IconEye } from '@tabler/icons-react';
import classes from './arm-badge.module.css';

/** Anything that tells an arm carries the colour that nothing else has. */
export function ArmBadge({ name }: { readonly name: string | null }) {
  if (name === null) return null;
  return (
    <span className={classes.badge}>
      <IconEye size={13} stroke={1.9} aria-hidden />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
