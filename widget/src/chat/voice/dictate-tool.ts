import type { ChatComposer } from '../chat-composer.ts';
import { fetchPart } from '../fetch-part.ts';
import { LaterPart } from '../tools/later-part.ts';
import type { OfferTool } from '../tools/tools.ts';

/** Writes what is said into the composer, where the site wants it and the browser can hear. */
export const dictateTool: OfferTool = ({ panel, site, changed }) => {
  const canHear = 'SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis;
  if (!site.features?.dictation || !canHear) return undefined;
  const dictation = new LaterPart(async () => {
    const [{ Dictation }] = await Promise.all([import('./dictation.ts'), panel.texts.more()]);
    const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
    const made = new Dictation(composer, changed);
    composer.querySelector('form')!.append(made);
    return made;
  });
  return {
    name: 'dictate',
    get pressed() {
      return dictation.element?.listening ?? false;
    },
    prepare: () => fetchPart(dictation.load()),
    run() {
      // Safari listens only to a press that has just been made: what is there already is not waited for.
      if (dictation.element) dictation.element.toggle();
      else fetchPart(dictation.load().then((ready) => ready.toggle()));
    },
    end: () => dictation.remove(),
  };
};
