import type { ChatComposer } from '../chat-composer.ts';
import type { ChatPanel } from '../chat-panel.ts';
import type { Attachments } from './attachments.ts';

/** Milliseconds: while something is held over the panel, browsers say so at least this often. Not every browser says that it has left. */
const HELD = 600;

/** Takes what is pasted into the composer and what is dropped anywhere on the panel. */
export function listenForFiles(panel: ChatPanel, attachments: Attachments): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const setDragging = (on: boolean): void => {
    clearTimeout(timer);
    attachments.hover(on);
    if (on) timer = setTimeout(setDragging, HELD, false);
  };

  const isOffer = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer!.types.includes('Files') && !panel.view && !composer.hidden;

  panel.addEventListener(
    'dragover',
    (event) => {
      if (!isOffer(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
      setDragging(true);
    },
    { signal },
  );
  panel.addEventListener(
    'drop',
    (event) => {
      if (!isOffer(event)) return;
      event.preventDefault();
      setDragging(false);
      attachments.take([...event.dataTransfer!.files]);
    },
    { signal },
  );
  composer.addEventListener(
    'paste',
    (event) => {
      const { files, types } = event.clipboardData!;
      // A spreadsheet gives its cells as text and as a picture of them: the text is meant.
      if (files.length === 0 || types.includes('text/plain')) return;
      event.preventDefault();
      attachments.take([...files]);
    },
    { signal },
  );
  return () => {
    clearTimeout(timer);
    ends.abort();
  };
}
