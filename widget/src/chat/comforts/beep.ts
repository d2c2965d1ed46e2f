let context: AudioContext | undefined;

/** Hertz, one after the other. */
const NOTES = [660, 880];
/** Seconds. */
const LENGTH = 0.12;

/** A short sound, made here. Silent until the visitor has touched the page: browsers let nothing sound before. */
export function beep(): void {
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  NOTES.forEach((note, index) => play(context!, note, context!.currentTime + index * LENGTH));
}

function play(audio: AudioContext, frequency: number, at: number): void {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.12, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + LENGTH);
}
