import { BotApiError } from '../bot-api-error.ts';
import { readInteger, readJson, type Params } from '../params.ts';
import type { UpdateKind } from '../updates.ts';
import { defineMethod } from '../world.ts';

export const getUpdates = defineMethod('getUpdates', (world, params, signal) => {
  if (world.profile.webhook.url !== '') {
    throw new BotApiError(
      409,
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  const request = {
    offset: readInteger(params, 'offset'),
    limit: readInteger(params, 'limit'),
    timeout: readInteger(params, 'timeout'),
    allowed: readAllowedUpdates(params),
  };
  return world.updates.poll(request, signal);
});

export function readAllowedUpdates(params: Params): readonly UpdateKind[] | undefined {
  const value = readJson(params, 'allowed_updates');
  return Array.isArray(value) ? (value.filter((kind) => typeof kind === 'string') as UpdateKind[]) : undefined;
}
