/**
 * Tokens of a text, estimated on the safe side without a tokenizer: about 4 characters a token in Latin script, 2.5 in Cyrillic and other
 * alphabets, 1 in scripts without spaces. Good to a fifth for the usual models.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) tokens += tokensOf(character.codePointAt(0) ?? 0);
  return Math.ceil(tokens);
}

function tokensOf(code: number): number {
  if (code < 0x250) return 1 / 4;
  return code < 0x2e80 ? 1 / 2.5 : 1;
}
