import type { ChatComposer } from '../chat-composer.ts';

/** Puts text into the composer as if it had been typed: the draft is kept and the other side told. */
export function typeInto(composer: ChatComposer, text: string): void {
  composer.fill(text);
  composer.querySelector('textarea')?.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
