import { testEmbedder } from '../../../tests/contract/embedder.ts';
import { createLexicalEmbedder } from './lexical-embedder.ts';

testEmbedder({
  name: 'the lexical embedder',
  create: createLexicalEmbedder,
  example: {
    text: 'сколько стоит ремонт велосипеда',
    near: 'стоимость ремонтов велосипедов',
    far: 'мой кот любит спать на окне',
  },
});
