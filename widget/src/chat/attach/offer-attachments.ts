import type { Furnished } from '../comforts/furnish.ts';

/** Lets the visitor attach files where the site takes them. */
export function offerAttachments(place: Furnished): () => void {
  let remove: (() => void) | undefined;
  let isEnded = false;
  const stop = place.chat.subscribe(({ site }) => {
    if (site?.uploads) queueMicrotask(() => void add());
  });

  async function add(): Promise<void> {
    stop();
    const { mountAttachments } = await import('./mount-attachments.ts');
    const rules = place.chat.state.site?.uploads;
    if (!isEnded && rules) remove ??= mountAttachments(place, rules);
  }
  return () => {
    isEnded = true;
    stop();
    remove?.();
  };
}
