import type { TranslationState } from '../translation-state.ts';

/** What a translator's file says of a text: where it says nothing, he has written it, so it is done. */
export function readState(name: string, target: string): TranslationState {
  if (target === '') return 'missing';
  const state = name.trim().toLowerCase();
  return state === 'draft' || state === 'stale' ? state : 'done';
}
