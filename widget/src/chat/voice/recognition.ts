/** The part of the Web Speech API that is used; TypeScript's own typings do not have it. https://webaudio.github.io/web-speech-api/ */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult:
    | ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> & Iterable<{ transcript: string }[]> }) => void)
    | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

type Recognizer = new () => Recognition;

/** One that hears until it is stopped, in the language of the chat. */
export function createRecognition(locale: string): Recognition {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as unknown as Record<
    string,
    Recognizer | undefined
  >;
  const recognition = new (SpeechRecognition ?? webkitSpeechRecognition)!();
  return Object.assign(recognition, { lang: locale, continuous: true, interimResults: true });
}
