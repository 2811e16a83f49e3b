/** Names that the desktop window's preload script and its host must share. */
export const REQUEST_CHANNEL = 'cachet:request';
export const EVENT_CHANNEL = 'cachet:event';
