import type { ChatComposer } from '../chat-composer.ts';
import { fetchPart } from '../fetch-part.ts';
import { LaterPart } from '../tools/later-part.ts';
import type { OfferTool } from '../tools/tools.ts';
import { recordableFormat } from './recordable-format.ts';

/** Records a voice message, where the site takes a kind of sound that the browser can record. */
export const recordTool: OfferTool = ({ host, panel, site, attachments }) => {
  const format = recordableFormat(site.uploads?.types ?? []);
  if (!format) return undefined;
  const recorder = new LaterPart(async () => {
    const [{ VoiceRecorder }] = await Promise.all([import('./voice-recorder.ts'), panel.texts.more()]);
    const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
    const made = new VoiceRecorder({ composer, format, attachments });
    composer.querySelector('form')!.append(made);
    return made;
  });
  let isClosed = false;
  const onClosed = () => {
    isClosed = true;
    recorder.element?.cancel();
  };
  host.addEventListener('agent-chat-closed', onClosed);
  return {
    name: 'record',
    prepare() {
      fetchPart(recorder.load());
      attachments.prepare();
    },
    run() {
      isClosed = false;
      fetchPart(recorder.load().then((ready) => (isClosed ? undefined : ready.start())));
    },
    end() {
      host.removeEventListener('agent-chat-closed', onClosed);
      recorder.remove();
    },
  };
};
