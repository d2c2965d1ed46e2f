import type { Furnished } from '../comforts/furnish.ts';

/** Puts a button into the composer where the site wants it and the browser can hear. */
export function offerDictation({ chat, panel }: Furnished): () => void {
  const stop = chat.subscribe(({ site }) => {
    if (site?.features?.dictation && ('SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis)) {
      queueMicrotask(() => void add());
    }
  });
  let button: Element | undefined;

  async function add(): Promise<void> {
    stop();
    if (button) return;
    const { DictationButton } = await import('./dictation-button.ts');
    button ??= new DictationButton(panel);
    panel.querySelector('.composer textarea')?.after(button);
  }
  return () => {
    stop();
    button?.remove();
  };
}
