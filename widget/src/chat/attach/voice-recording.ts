import { FORMATS } from './recordable-format.ts';

/** Speech is understood well at this rate: a minute weighs 240 kB. */
const BITS_PER_SECOND = 32_000;

export interface Recorded {
  file: File;
  /** Seconds. */
  duration: number;
}

export interface VoiceRecording {
  /** Ends it and frees the microphone. */
  stop(): Promise<Recorded>;
  /** Likewise, and keeps nothing. */
  cancel(): void;
}

/** Asks for the microphone and listens. Rejects with the browser's `DOMException`, e.g. `NotAllowedError`. */
export async function recordVoice(format: string): Promise<VoiceRecording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: format, audioBitsPerSecond: BITS_PER_SECOND });
  const parts: Blob[] = [];
  const begun = performance.now();
  const free = () => stream.getTracks().forEach((track) => track.stop());
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  return {
    stop: () =>
      new Promise((done) => {
        const duration = Math.max(1, Math.round((performance.now() - begun) / 1000));
        recorder.onstop = () => {
          free();
          done({ file: new File(parts, `voice.${FORMATS[format]}`, { type: format.split(';')[0] }), duration });
        };
        // Its microphone may have been pulled out meanwhile.
        if (recorder.state === 'inactive') recorder.onstop(new Event('stop'));
        else recorder.stop();
      }),
    cancel() {
      if (recorder.state !== 'inactive') recorder.stop();
      free();
    },
  };
}
