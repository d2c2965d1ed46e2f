/** The limit: grammY and its runner, in order per chat, with a handler that makes one call and keeps nothing. */
import { run, sequentialize } from '@grammyjs/runner';
import { Bot, type Context } from 'grammy';

const { TELEGRAM_BOT_TOKEN: token = '', TELEGRAM_API_ROOT: apiRoot } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.use(sequentialize((context: Context) => String(context.chat?.id)));
bot.on('message:text', (context) => context.reply('ok'));
run(bot);
console.log('listening on 0');
