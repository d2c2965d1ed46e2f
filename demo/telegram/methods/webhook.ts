import { badRequest } from '../bot-api-error.ts';
import { readFlag, readInteger, readText } from '../params.ts';
import { defineMethod } from '../world.ts';
import { readAllowedUpdates } from './get-updates.ts';

/** Stored and reported, and polling is refused while it is set; updates are not posted to it. */
export const setWebhook = defineMethod('setWebhook', (world, params) => {
  const url = readText(params, 'url');
  if (url !== '' && !URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
  if (!/^[\w-]{0,256}$/.test(readText(params, 'secret_token'))) {
    throw badRequest('secret token contains unallowed characters');
  }
  world.profile.webhook = { url, maxConnections: readInteger(params, 'max_connections') ?? 40 };
  world.updates.allow(readAllowedUpdates(params));
  if (readFlag(params, 'drop_pending_updates')) world.updates.clear();
  return true;
});

export const deleteWebhook = defineMethod('deleteWebhook', (world, params) => {
  world.profile.webhook = { url: '', maxConnections: 40 };
  if (readFlag(params, 'drop_pending_updates')) world.updates.clear();
  return true;
});

export const getWebhookInfo = defineMethod('getWebhookInfo', (world) => ({
  url: world.profile.webhook.url,
  has_custom_certificate: false,
  pending_update_count: world.updates.pending(),
  ...(world.profile.webhook.url === '' ? {} : { max_connections: world.profile.webhook.maxConnections }),
  ...(world.updates.allowed().length > 0 ? { allowed_updates: [...world.updates.allowed()] } : {}),
}));
