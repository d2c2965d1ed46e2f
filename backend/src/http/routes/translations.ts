import { z } from 'zod';
import { SOURCE_LOCALE } from '../../content/locale-tag.ts';
import { handOut } from '../../translation/hand-over.ts';
import { MOST_DRAFTS } from '../../translation/draft-texts.ts';
import type { Translation, TranslationEntry, TranslationTree } from '../../translation/translation-tree.ts';
import { parse } from '../parse.ts';
import { readBytes } from '../read-bytes.ts';
import { defineRoutes } from './routes.ts';

const tag = z.string().min(2).max(35);
const key = z.string().min(3).max(200);
const forms = z.record(z.string().max(20), z.string().max(5000));
const keys = z.array(key).min(1).max(1000);

const name = z.string().max(20);
const importQuery = z.object({ format: name, dryRun: z.stringbool().default(false) });
const MOST_BYTES = 5_000_000;
/** Languages beside English, separated by commas. */
const readQuery = z.object({ tags: z.string().max(400).default('') });
const change = z.strictObject({ key, forms, seen: forms.optional() });
const draft = z.strictObject({ keys: keys.max(MOST_DRAFTS) });

/** The texts in `locales/`, for translators. A key travels in the body or the query, as it may hold any letter. */
export const translationRoutes = defineRoutes({
  prefix: '/api/translations',
  access: 'account',
  add(router, { textDesk }) {
    router.get('/', async (ctx) => {
      const wanted = parse(readQuery, ctx.query).tags.split(',');
      const tree = await textDesk.read();
      ctx.body = {
        languages: tree.tags.map((name) => languageOf(tree, name)),
        namespaces: tree.namespaces,
        texts: tree.entries.map((entry) => textOf(entry, wanted)),
        faults: tree.findings,
        canDraft: textDesk.canDraft,
      };
    });

    router.post('/', async (ctx) => {
      ctx.body = { added: await textDesk.add(parse(z.strictObject({ tag }), ctx.request.body).tag) };
      ctx.status = 201;
    });

    router.get('/:tag/export', async (ctx) => {
      const { format } = parse(z.object({ format: name }), ctx.query);
      const language = parse(tag, ctx.params.tag);
      const { text, extension } = await handOut(await textDesk.read(), { tag: language, format });
      ctx.set('content-disposition', `attachment; filename="${language}${extension}"`);
      ctx.set('content-type', 'application/octet-stream');
      ctx.body = text;
    });

    /** The file is the body. */
    router.post('/:tag/import', async (ctx) => {
      const { format, dryRun } = parse(importQuery, ctx.query);
      const file = { tag: parse(tag, ctx.params.tag), format, bytes: await readBytes(ctx.req, MOST_BYTES), dryRun };
      ctx.body = await textDesk.takeIn(file, ctx.state.account.name);
    });

    router.get('/:tag/versions', async (ctx) => {
      const text = parse(z.object({ tag, key }), { ...ctx.query, tag: ctx.params.tag });
      ctx.body = { versions: await textDesk.versions(text) };
    });

    router.post('/:tag/check', async (ctx) => {
      const wanted = parse(change, ctx.request.body);
      ctx.body = { findings: await textDesk.check({ tag: parse(tag, ctx.params.tag), ...wanted }) };
    });

    /** 409 where somebody else has changed it in the meantime, 422 where it would break something: nothing is written then. */
    router.put('/:tag', async (ctx) => {
      const wanted = parse(change, ctx.request.body);
      const [outcome] = await textDesk.change([{ tag: parse(tag, ctx.params.tag), ...wanted }], ctx.state.account.name);
      ctx.status = { saved: 200, refused: 422, overtaken: 409 }[outcome!.kind];
      ctx.body = outcome;
    });

    router.post('/:tag/confirm', async (ctx) => {
      const wanted = parse(z.strictObject({ keys }), ctx.request.body);
      ctx.body = { confirmed: await textDesk.accept(parse(tag, ctx.params.tag), wanted.keys) };
    });

    router.post('/:tag/drafts', async (ctx) => {
      const wanted = parse(draft, ctx.request.body);
      const gone = new AbortController();
      ctx.res.once('close', () => gone.abort());
      const text = { tag: parse(tag, ctx.params.tag), keys: wanted.keys };
      ctx.body = { drafts: await textDesk.draft(text, ctx.state.account.name, gone.signal) };
    });
  },
});

function languageOf({ entries }: TranslationTree, tag: string): object {
  const counts = { done: 0, draft: 0, stale: 0, missing: 0 };
  for (const { translations } of entries) {
    const state = translations[tag]?.state;
    if (state) counts[state]++;
  }
  return { tag, counts };
}

/** One text in English and in the languages asked for. */
function textOf({ key, namespace, context, source, translations }: TranslationEntry, tags: string[]): object {
  const all: Record<string, Translation> = { ...translations, [SOURCE_LOCALE]: source };
  const asked = tags.flatMap((name) => (Object.hasOwn(all, name) ? [[name, all[name]]] : []));
  return { key, namespace, context, english: source.forms, translations: Object.fromEntries(asked) };
}
