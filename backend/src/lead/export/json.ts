import type { LeadFormat } from './lead-format.ts';

/** One array, one lead a line, with its fields. */
export const json: LeadFormat = {
  name: 'json',
  contentType: 'application/json; charset=utf-8',
  async *write(pages) {
    let separator = '[\n';
    for await (const page of pages) {
      yield separator + page.map((lead) => JSON.stringify(lead)).join(',\n');
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  },
};
