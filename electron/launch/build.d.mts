export function build(root: string, node: string, names?: readonly string[]): void;
