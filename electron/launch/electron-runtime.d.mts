export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  isReachable(version: string): Promise<boolean>;
}
export function findElectron(
  root: string,
  insist: boolean,
  machine?: Machine,
): Promise<{ readonly path: string } | { readonly because: string }>;
