/** A name that every file system takes and that no path can be made of. */
export const safeName = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9 ._()-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 120);
