import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Embedder } from './embedder.ts';
import { stemWord, stopWords } from './stem.ts';
import { words } from './words.ts';

const DIMENSION = 384;
/** Each feature is spread over this many places, so that even a short text fills the vector and its sign bits mean something. */
const PLACES = 6;
const GRAM = 3;
const GRAM_WEIGHT = 1;
const STOP_WORD_WEIGHT = 0.1;
/** Milliseconds on the event loop before others get their turn. */
const SLICE = 2;

/**
 * Vectors from the letters alone: word stems and character trigrams, hashed with signs. Knows no meaning, but finds word forms, parts of
 * words and typing errors in any language, at once and without weights.
 */
export function createLexicalEmbedder(): Embedder {
  return { id: 'lexical:2', dimension: DIMENSION, embed, close: () => Promise.resolve() };
}

async function embed(texts: string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  let begun = performance.now();
  for (const text of texts) {
    vectors.push(toVector(text));
    if (performance.now() - begun < SLICE) continue;
    await nextTurn();
    begun = performance.now();
  }
  return vectors;
}

function toVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (const [feature, { count, weight }] of features(text)) scatter(vector, feature, weight * (1 + Math.log(count)));
  return normalise(vector);
}

type Features = Map<string, { count: number; weight: number }>;

function features(text: string): Features {
  const found: Features = new Map();
  for (const word of words(text)) {
    const importance = isStopWord(word) ? STOP_WORD_WEIGHT : 1;
    add(found, `=${stemWord(word)}`, importance);
    const grams = trigrams(word);
    for (const gram of grams) add(found, gram, (importance * GRAM_WEIGHT) / Math.sqrt(grams.length));
  }
  return found;
}

function add(found: Features, feature: string, weight: number): void {
  const known = found.get(feature);
  if (!known) found.set(feature, { count: 1, weight });
  else {
    known.count += 1;
    known.weight = Math.max(known.weight, weight);
  }
}

function trigrams(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(1, padded.length - GRAM + 1) }, (_, start) => padded.slice(start, start + GRAM));
}

function isStopWord(word: string): boolean {
  return stopWords('en').has(word) || stopWords('ru').has(word);
}

/** Adds the feature at pseudo-random places with pseudo-random signs (xorshift32 seeded by FNV-1a of the feature). */
function scatter(vector: Float32Array, feature: string, weight: number): void {
  let state = 0x811c9dc5;
  for (let index = 0; index < feature.length; index++) state = Math.imul(state ^ feature.charCodeAt(index), 0x01000193);
  if (state === 0) state = 1;
  for (let place = 0; place < PLACES; place++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const at = (state >>> 1) % DIMENSION;
    vector[at]! += state & 1 ? weight : -weight;
  }
}

/** A text without any word still is a unit vector, far from all others. */
function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  else for (let index = 0; index < vector.length; index++) vector[index]! /= length;
  return vector;
}
