import type { Message } from '@agent-chat/sdk';
import { plainText } from '../plain-text.ts';

/** Chrome falls silent within a longer utterance of a voice from the network. https://issues.chromium.org/issues/41294170 */
const SENTENCES = /[^.!?…\n]+[.!?…]*\s*|\n+/g;

let reading: { id: string; ended: () => void } | undefined;

export function isReading(id: string): boolean {
  return reading?.id === id;
}

/** Reads a message in the language of its chat; `ended` is called once, also when it is stopped. */
export function readAloud({ id, text }: Message, locale: string, ended: () => void): void {
  stopReadingAloud();
  const mine = (reading = { id, ended });
  const parts = (plainText(text).match(SENTENCES) ?? []).filter((part) => part.trim());
  const finish = () => {
    if (reading === mine) stopReadingAloud();
  };
  for (const [index, part] of parts.entries()) {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.lang = locale;
    utterance.onerror = finish;
    if (index === parts.length - 1) utterance.onend = finish;
    speechSynthesis.speak(utterance);
  }
  if (parts.length === 0) finish();
}

export function stopReadingAloud(): void {
  const last = reading;
  reading = undefined;
  if (last) speechSynthesis.cancel();
  last?.ended();
}
