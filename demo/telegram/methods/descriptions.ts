import { badRequest } from '../bot-api-error.ts';
import { readText, type Params } from '../params.ts';
import { defineMethod } from '../world.ts';

export const setMyDescription = defineMethod('setMyDescription', (world, params) => {
  store(world.profile.descriptions, params, { field: 'description', limit: 512 });
  world.chats.tellAll({ type: 'profile' });
  return true;
});

export const getMyDescription = defineMethod('getMyDescription', (world, params) => ({
  description: pick(world.profile.descriptions, params),
}));

export const setMyShortDescription = defineMethod('setMyShortDescription', (world, params) => {
  store(world.profile.shortDescriptions, params, { field: 'short_description', limit: 120 });
  return true;
});

export const getMyShortDescription = defineMethod('getMyShortDescription', (world, params) => ({
  short_description: pick(world.profile.shortDescriptions, params),
}));

function store(texts: Map<string, string>, params: Params, rule: { field: string; limit: number }): void {
  const text = readText(params, rule.field);
  if (text.length > rule.limit) throw badRequest(`${rule.field.replaceAll('_', ' ')} is too long`);
  texts.set(readText(params, 'language_code'), text);
}

function pick(texts: Map<string, string>, params: Params): string {
  return texts.get(readText(params, 'language_code')) ?? texts.get('') ?? '';
}
