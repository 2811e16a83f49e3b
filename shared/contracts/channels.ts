/** Names that the desktop window's preload script and its host must share. */
export const REQUEST_CHANNEL = 'cachet:request';
export const EVENT_CHANNEL = 'cachet:event';

/**
 * A request that the desktop window's host answers itself: an arm was copied, here is the SHA-256 (hex) of the text.
 * A host that does not reach the clipboard passes it on, and the core knows no such procedure.
 */
export const COPIED_REQUEST = 'window.copied';

/** How long a copied arm may stand in the clipboard. */
export const COPIED_SECONDS = 60;
