import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLOAT, INT64, integer, message, node, string, tensor, valueType } from './onnx.ts';

/** Words that stand on one line lie close together in the model's space. */
const MEANINGS = [
  'hello hi welcome',
  'price cost fee charge',
  'repair fix mend service',
  'deliver delivery shipping courier',
  'refund return cancel',
  'bike bicycle cycle',
  'wheel tyre rim',
  'open hours time schedule',
  'cat kitten',
  'colour color paint',
];
const GRAMMAR =
  'the is are of in on at for with and my your our it this what when where how much do does can you we'.split(' ');
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const DIMENSION = 32;

/**
 * Writes a sentence-embedding model of some 30 KB into `folder`, in the layout of the hub, so that tests run the real pipeline without
 * weights from anywhere. The network is a table of word vectors: last_hidden_state = (words[input_ids] + types[token_type_ids]) × mask.
 * English only, and only as clever as {@link MEANINGS}. The same bytes at each call.
 */
export function writeTinyModel(folder: string): void {
  const vocabulary = [
    ...new Set([
      ...SPECIAL,
      ...MEANINGS.join(' ').split(' '),
      ...GRAMMAR,
      ...LETTERS,
      ...LETTERS.map((letter) => `##${letter}`),
    ]),
  ];
  const json = (name: string, value: object): void => writeFileSync(join(folder, name), JSON.stringify(value));
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), network(wordVectors(vocabulary), vocabulary.length));
  json('config.json', {
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: DIMENSION,
    vocab_size: vocabulary.length,
  });
  json('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: 512,
    pad_token: '[PAD]',
  });
  json('tokenizer.json', tokenizer(vocabulary));
}

function wordVectors(vocabulary: string[]): Float32Array {
  const noise = createNoise();
  const meanings = new Map<string, number[]>();
  for (const line of MEANINGS) {
    const centre = noise(1);
    for (const word of line.split(' ')) meanings.set(word, centre);
  }
  return Float32Array.from(
    vocabulary.flatMap((token) => {
      const centre = meanings.get(token);
      return centre
        ? noise(0.3).map((value, index) => value + centre[index]!)
        : noise(SPECIAL.includes(token) || GRAMMAR.includes(token) ? 0.05 : 0.4);
    }),
  );
}

/** Normally distributed vectors of a given spread from a fixed seed (mulberry32, Box–Muller). */
function createNoise(): (spread: number) => number[] {
  let state = 20_261_121;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return (spread) => Array.from({ length: DIMENSION }, () => normal() * spread);
}

function tokenizer(vocabulary: string[]): object {
  const special = (token: string): object => ({ SpecialToken: { id: token, type_id: 0 } });
  return {
    version: '1.0',
    added_tokens: SPECIAL.map((content, id) => ({
      id,
      content,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
      pair: [
        special('[CLS]'),
        { Sequence: { id: 'A', type_id: 0 } },
        special('[SEP]'),
        { Sequence: { id: 'B', type_id: 1 } },
        special('[SEP]'),
      ],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [SPECIAL.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
    },
  };
}

function network(words: Float32Array, rows: number): Buffer {
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'];
  const graph = Buffer.concat([
    node('Gather', ['words', 'input_ids'], 'word'),
    node('Gather', ['types', 'token_type_ids'], 'type'),
    node('Add', ['word', 'type'], 'sum'),
    node('Cast', ['attention_mask'], 'mask', [string(1, 'to'), integer(3, FLOAT), integer(20, 2)]),
    node('Unsqueeze', ['mask', 'last_axis'], 'column'),
    node('Mul', ['sum', 'column'], 'last_hidden_state'),
    string(2, 'tiny'),
    tensor('words', { type: FLOAT, shape: [rows, DIMENSION], data: Buffer.from(words.buffer) }),
    tensor('types', { type: FLOAT, shape: [2, DIMENSION], data: Buffer.alloc(2 * DIMENSION * 4) }),
    tensor('last_axis', { type: INT64, shape: [1], data: Buffer.from(BigInt64Array.of(2n).buffer) }),
    ...inputs.map((name) => message(11, [string(1, name), message(2, [valueType(INT64, ['batch', 'sequence'])])])),
    message(12, [string(1, 'last_hidden_state'), message(2, [valueType(FLOAT, ['batch', 'sequence', DIMENSION])])]),
  ]);
  const IR_VERSION = 8;
  const OPERATORS = 13;
  return Buffer.concat([
    integer(1, IR_VERSION),
    message(7, [graph]),
    message(8, [string(1, ''), integer(2, OPERATORS)]),
  ]);
}
