import { z } from 'zod';

/** What the process is told by its environment. Every variable is described in `.env.example`. */
export interface Config {
  host: string;
  port: number;
  /** Address that people use, without a trailing slash; undefined: derived from host and port. */
  publicUrl?: string;
  /** Proxies in front whose X-Forwarded-For is believed. */
  trustProxy: number;
  dataDir: string;
  promptsDir: string;
  localesDir: string;
  logLevel: string;
  admin: { email?: string; password?: string };
  model?: ModelConfig;
  embedding: { model: string; path?: string };
  telegram?: TelegramConfig;
  /** Site → the secrets that it may sign identities with. */
  identitySecrets: ReadonlyMap<string, string[]>;
  memory: { recentTokens: number; recallLimit: number };
  limits: LimitConfig;
}

export interface ModelConfig {
  apiKey: string;
  baseUrl: string;
  model: string;
  maxTokens: number;
  /** Milliseconds. */
  timeouts: { connect: number; firstToken: number; idle: number; total: number };
}

export interface TelegramConfig {
  token: string;
  apiRoot: string;
  /** Where links to the bot lead, without a trailing slash. */
  linkRoot: string;
  siteId: string;
}

export interface LimitConfig {
  /** Messages of one visitor in a minute. */
  messagesPerMinute: number;
  /** Messages from one network address in a minute. */
  addressMessagesPerMinute: number;
  /** Open sockets of one network address. */
  connectionsPerAddress: number;
  /** New visitors from one network address in an hour. */
  visitorsPerHour: number;
  /** Files of one visitor, and from one network address, in a minute. */
  uploadsPerMinute: number;
  addressUploadsPerMinute: number;
  /** What they may upload in a day, in megabytes. */
  uploadMegabytesPerDay: number;
  addressUploadMegabytesPerDay: number;
}

export interface ConfigFault {
  variable: string;
  found: string;
  expected: string;
}

/** All that is wrong with the environment, at once. */
export class ConfigError extends Error {
  readonly faults: ConfigFault[];

  constructor(faults: ConfigFault[]) {
    super(`${faults.length} setting${faults.length === 1 ? ' is' : 's are'} wrong`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
    .describe(`a whole number from ${min} to ${max}`);
const address = z
  .url({ protocol: /^https?$/ })
  .transform((value) => value.replace(/\/+$/, ''))
  .describe('an address that starts with http:// or https://');
const text = z.string().min(1).describe('a text that is not empty');
const seconds = (fallback: string) =>
  whole(1, 600)
    .default(fallback as never)
    .describe('seconds, a whole number from 1 to 600');

/** Variable → how it is read. `SECRET` names are never shown in a fault. */
const VARIABLES = {
  HOST: text.default('localhost'),
  PORT: whole(0, 65_535).default(3000),
  PUBLIC_URL: address.optional(),
  TRUST_PROXY: whole(0, 10).default(0),
  DATA_DIR: text.default('data'),
  PROMPTS_DIR: text.default('prompts'),
  LOCALES_DIR: text.default('locales'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('debug, info, warn, error or silent'),
  ADMIN_EMAIL: z.email().optional().describe('a mail address'),
  ADMIN_PASSWORD: z.string().min(10).optional().describe('at least 10 characters'),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: address.default('https://api.openai.com/v1'),
  OPENAI_MODEL: text.default('gpt-5-mini'),
  OPENAI_MAX_TOKENS: whole(16, 32_000).default(800),
  MODEL_CONNECT_TIMEOUT: seconds('5'),
  MODEL_FIRST_TOKEN_TIMEOUT: seconds('15'),
  MODEL_IDLE_TIMEOUT: seconds('10'),
  MODEL_TOTAL_TIMEOUT: seconds('60'),
  EMBEDDING_MODEL: text.default('Xenova/multilingual-e5-small'),
  EMBEDDING_PATH: text.optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/)
    .optional()
    .describe('a bot token as @BotFather gives it, such as 123456:ABC…'),
  TELEGRAM_API_ROOT: address.default('https://api.telegram.org'),
  TELEGRAM_LINK_ROOT: address.default('https://t.me'),
  TELEGRAM_MODE: z.enum(['polling']).default('polling').describe('polling'),
  TELEGRAM_SITE: text.default('default'),
  IDENTITY_SECRETS: z
    .string()
    .regex(/^[\w-]+:[^,]{32,}(,\s*[\w-]+:[^,]{32,})*$/)
    .optional()
    .transform(readSecrets)
    .describe('`site:secret` pairs, separated by commas, each secret of at least 32 characters and without a comma'),
  MEMORY_RECENT_TOKENS: whole(100, 100_000).default(1500),
  MEMORY_RECALL_LIMIT: whole(0, 50).default(6),
  LIMIT_MESSAGES_PER_MINUTE: whole(1, 1_000_000).default(60),
  LIMIT_ADDRESS_MESSAGES_PER_MINUTE: whole(1, 1_000_000).default(3000),
  LIMIT_CONNECTIONS_PER_ADDRESS: whole(1, 1_000_000).default(200),
  LIMIT_VISITORS_PER_HOUR: whole(1, 1_000_000).default(500),
  LIMIT_UPLOADS_PER_MINUTE: whole(1, 1_000_000).default(20),
  LIMIT_ADDRESS_UPLOADS_PER_MINUTE: whole(1, 1_000_000).default(200),
  LIMIT_UPLOAD_MB_PER_DAY: whole(1, 1_000_000).default(200),
  LIMIT_ADDRESS_UPLOAD_MB_PER_DAY: whole(1, 1_000_000).default(2000),
};
const SECRET = /KEY|TOKEN|PASSWORD|SECRET/;

type Values = { [K in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[K]> };

export const variableNames = Object.keys(VARIABLES);

/** Environment → configuration. An empty variable counts as not set. Throws {@link ConfigError}. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: ConfigFault[] = [];
  const values = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, schema]) => [name, readVariable(name, schema, env[name], faults)]),
  ) as Values;
  if (values.ADMIN_PASSWORD && !values.ADMIN_EMAIL) {
    faults.push({ variable: 'ADMIN_EMAIL', found: 'nothing', expected: 'a mail address, as ADMIN_PASSWORD is set' });
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(values, env);
}

function readVariable(name: string, schema: z.ZodType, raw: string | undefined, faults: ConfigFault[]): unknown {
  const result = schema.safeParse(raw === undefined || raw.trim() === '' ? undefined : raw.trim());
  if (result.success) return result.data;
  const found = SECRET.test(name) ? `${raw?.length ?? 0} characters, not shown` : JSON.stringify(raw);
  faults.push({ variable: name, found, expected: describe(schema) });
  return undefined;
}

function describe(schema: z.ZodType): string {
  if (schema.description) return schema.description;
  const inner = (schema as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return inner ? describe(inner) : 'another value';
}

function toConfig(values: Values, env: Record<string, string | undefined>): Config {
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustProxy: values.TRUST_PROXY,
    dataDir: values.DATA_DIR,
    promptsDir: values.PROMPTS_DIR,
    localesDir: values.LOCALES_DIR,
    logLevel: values.LOG_LEVEL,
    admin: { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD },
    model: modelConfig(values, env),
    embedding: { model: values.EMBEDDING_MODEL, path: values.EMBEDDING_PATH },
    telegram: values.TELEGRAM_BOT_TOKEN
      ? {
          token: values.TELEGRAM_BOT_TOKEN,
          apiRoot: values.TELEGRAM_API_ROOT,
          linkRoot: values.TELEGRAM_LINK_ROOT,
          siteId: values.TELEGRAM_SITE,
        }
      : undefined,
    identitySecrets: values.IDENTITY_SECRETS,
    memory: { recentTokens: values.MEMORY_RECENT_TOKENS, recallLimit: values.MEMORY_RECALL_LIMIT },
    limits: {
      messagesPerMinute: values.LIMIT_MESSAGES_PER_MINUTE,
      addressMessagesPerMinute: values.LIMIT_ADDRESS_MESSAGES_PER_MINUTE,
      connectionsPerAddress: values.LIMIT_CONNECTIONS_PER_ADDRESS,
      visitorsPerHour: values.LIMIT_VISITORS_PER_HOUR,
      uploadsPerMinute: values.LIMIT_UPLOADS_PER_MINUTE,
      addressUploadsPerMinute: values.LIMIT_ADDRESS_UPLOADS_PER_MINUTE,
      uploadMegabytesPerDay: values.LIMIT_UPLOAD_MB_PER_DAY,
      addressUploadMegabytesPerDay: values.LIMIT_ADDRESS_UPLOAD_MB_PER_DAY,
    },
  };
}

/** A site that changes its secret has two for a while. */
function readSecrets(pairs = ''): Map<string, string[]> {
  const secrets = new Map<string, string[]>();
  for (const pair of pairs.split(',').filter(Boolean)) {
    const [site, secret] = [pair.slice(0, pair.indexOf(':')).trim(), pair.slice(pair.indexOf(':') + 1)];
    secrets.set(site, [...(secrets.get(site) ?? []), secret]);
  }
  return secrets;
}

/** A local server such as Ollama wants no key: an address of its own switches the model on as well. */
function modelConfig(values: Values, env: Record<string, string | undefined>): ModelConfig | undefined {
  if (!values.OPENAI_API_KEY && !env.OPENAI_BASE_URL?.trim()) return undefined;
  return {
    apiKey: values.OPENAI_API_KEY ?? 'none',
    baseUrl: values.OPENAI_BASE_URL,
    model: values.OPENAI_MODEL,
    maxTokens: values.OPENAI_MAX_TOKENS,
    timeouts: {
      connect: values.MODEL_CONNECT_TIMEOUT * 1000,
      firstToken: values.MODEL_FIRST_TOKEN_TIMEOUT * 1000,
      idle: values.MODEL_IDLE_TIMEOUT * 1000,
      total: values.MODEL_TOTAL_TIMEOUT * 1000,
    },
  };
}
