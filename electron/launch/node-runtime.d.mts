export function isNewEnough(version?: string): boolean;
export function findNode(root: string, version?: string): string;
