import type { Furnished } from './furnish.ts';

/** A sound, and on a hidden page a notice of the system, for what is said while the visitor looks elsewhere; both only if he wants them. */
export function alertVisitor(place: Furnished): () => void {
  return place.chat.on('message', (message) => {
    if (message.role === 'visitor') return;
    const isSeen = place.host.hasAttribute('open') && document.hasFocus() && !document.hidden;
    if (isSeen) return;
    import('./alert.ts').then(
      ({ alert }) => alert(message, place),
      // Without a connection there is no sound; the message is in the log.
      () => undefined,
    );
  });
}
