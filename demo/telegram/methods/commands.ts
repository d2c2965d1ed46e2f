import type { BotCommand } from '@grammyjs/types';
import { badRequest } from '../bot-api-error.ts';
import { isRecord, readJson, readText, type Params } from '../params.ts';
import { defineMethod } from '../world.ts';

export const setMyCommands = defineMethod('setMyCommands', (world, params) => {
  const value = readJson(params, 'commands');
  if (!Array.isArray(value)) throw badRequest("can't parse commands: expected an Array of BotCommand");
  world.profile.commands.set(placeOf(params), value.map(checkCommand));
  world.chats.tellAll({ type: 'profile' });
  return true;
});

export const getMyCommands = defineMethod('getMyCommands', (world, params) => {
  return world.profile.commands.get(placeOf(params)) ?? [];
});

export const deleteMyCommands = defineMethod('deleteMyCommands', (world, params) => {
  world.profile.commands.delete(placeOf(params));
  world.chats.tellAll({ type: 'profile' });
  return true;
});

function placeOf(params: Params): string {
  const scope = readJson(params, 'scope') ?? { type: 'default' };
  return `${JSON.stringify(scope)}|${readText(params, 'language_code')}`;
}

function checkCommand(value: unknown): BotCommand {
  const { command, description } = isRecord(value) ? value : {};
  if (typeof command !== 'string' || !/^\/?[a-z\d_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (typeof description !== 'string' || description === '' || description.length > 256) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command: command.replace(/^\//, ''), description };
}
