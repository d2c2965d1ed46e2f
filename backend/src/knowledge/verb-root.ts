const PREFIXES = /^(?:недо|пере|подо|под|при|про|разо|раз|рас|ото|от|обо|об|изо|из|ис|воз|вос|вы|за|до|на|по|со)/;
/** What a Russian stemmer leaves of aspect and person: прокачива, прокача; регулирует, регулировк; глянул, глянут. */
const SUFFIXES = /(?:(?:ир)?(?:ует|уе|ую|ова|овк)|[ыие]ва(?:ет|ем|ют)?|аива|ну[лтв]?|вк|к|[ая]ет|[аяеио][лтв]?)$/;
const SHORTEST = 4;

/**
 * What the verbs of one action share in a language whose prefixes and suffixes make them perfective or repeated: прокачать, прокачивать,
 * подкачать → кач. Expects a stem; undefined in other languages and for roots so short that anything shares them.
 */
export function verbRoot(stem: string): string | undefined {
  if (!/^[а-я]+$/.test(stem)) return undefined;
  const base = stem.replace(SUFFIXES, '');
  const prefix = PREFIXES.exec(base)?.[0] ?? '';
  const root = base.length - prefix.length >= SHORTEST ? base.slice(prefix.length) : base;
  return root.length >= SHORTEST ? root : undefined;
}
