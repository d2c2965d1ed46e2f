/** Text → vectors. Vectors of different `id`s must never be compared. */
export interface Embedder {
  /** Names model and version, e.g. `transformer:Xenova/multilingual-e5-small:q8`, `lexical:2`. */
  id: string;
  /** Length of each vector. */
  dimension: number;
  /** Unit vectors, one for each text in order. `query` and `passage` differ for models that want prefixes (e5). Rejects when the engine is gone. */
  embed(texts: string[], kind: 'query' | 'passage'): Promise<Float32Array[]>;
  close(): Promise<void>;
}
