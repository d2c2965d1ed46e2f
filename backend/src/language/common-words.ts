/** Words that hardly a sentence of a language is without: what has some of the present language, and of no other more, needs no closer look. */
const COMMON: Record<string, ReadonlySet<string>> = {
  en: words(
    'the a an is are do does can you your my i it and of to for what how when where have has with on in at not need would this that',
  ),
  de: words(
    'der die das ein eine einen ist sind kann können ich sie mein meine und oder für was wie wann wo haben hat mit auf im nicht brauche bei den dem zu es',
  ),
  es: words(
    'el la los las un una es son puedo pueden mi su y o para qué que cómo como cuándo cuánto dónde tiene tienen con en no de del por se hay',
  ),
  fr: words(
    'le la les un une est sont je vous mon ma mes votre et ou pour quel quelle que comment quand combien où avez avec dans en pas de du des il y a-t-il peut',
  ),
  // Of these two without the words that Bulgarian, Serbian or the other one has as well.
  ru: words(
    'вы мне мой моя что где когда сколько можно есть хочу нужно стоит добрый здравствуйте привет спасибо пожалуйста меня ' +
      'какой какая какие какое какую каком если нужна нужен нужны почему чтобы для будет сейчас только ещё еще уже нет скажите расскажите делаете деньги',
  ),
  uk: words('мені мій моя що де коли скільки чи хочу треба доброго дня добридень вітаю дякую прошу будь ласка мене'),
  pt: words(
    'o a os as um uma é são posso pode meu minha e ou para qual que como quando quanto onde tem vocês você com em no na não de do da por há',
  ),
};

export interface CommonWords {
  /** So many words of the text are common ones of the language. */
  count: number;
  /** Fewer of them are of any other language. */
  isMost: boolean;
}

export function commonWords(text: readonly string[], language: string): CommonWords {
  const said = text.map((word) => word.toLowerCase());
  const countOf = (list: ReadonlySet<string>): number => said.filter((word) => list.has(word)).length;
  const count = countOf(COMMON[language] ?? new Set());
  const others = Object.entries(COMMON).filter(([other]) => other !== language);
  return { count, isMost: count > 0 && others.every(([, list]) => countOf(list) < count) };
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
