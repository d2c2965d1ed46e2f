/** What must be left by the first cut, and by the second. */
const SHORTEST = [3, 4];

/** How the words of a language are cut, as {@link words} spells them: without accents. */
interface Cut {
  /** Endings, separated by spaces; the longest that fits is taken off, twice at most. */
  endings: string;
  before?: (word: string) => string;
  /** Makes one of stems whose vowel changes. */
  after?: (stem: string) => string;
}

/**
 * Light stemmers, in the manner of those that Savoy and Larkey measured: endings of nouns and of the commonest verb forms. Snowball has none for
 * Ukrainian, needs accents that people do not type, and leaves verb forms apart that a question and an answer do not share.
 */
const cuts: Record<string, Cut> = {
  de: {
    endings: `ierungen ierung ieren ierte ierter ierten iert iere atur aturen ungen ung heiten heit keiten keit ens ern eln el ete eten etes elt ert
      st et en em er es e n (?<=.{4})s t`,
    // Typed without umlauts; participles: geprüft, abgeholt, abzuholen.
    before: (word) =>
      word
        .replace(/(?<![aeq])ue|ae|oe/g, ([vowel]) => vowel ?? '')
        .replace(/^(ab|an|auf|aus|ein|mit|nach|um|vor|vorbei|weg|zu|zuruck)?(?:ge|zu)(?=\p{L}{3,}(?:t|en)$)/u, '$1'),
  },
  es: {
    endings: `aciones acion amientos amiento imientos imiento adores adora ador idades idad mente ando iendo aron ieron abamos aban abas aba adas ados
      ada ado idas idos ida ido arian aria erian eria irian iria areis aremos amos emos imos aste iste ais eis is ar er ir as es os an en a e o s`,
    after: (stem) => stem.replace(/(?<![gq])ue/g, 'o').replace(/ie/g, 'e'),
  },
  fr: {
    endings: `ements ement ations ation aisons aison ateurs ateur atrices atrice ages age ures ure euses euse eurs eur iers ier issons issez issent
      eraient erait eront erons erez erai era aient ait ais ent ees ee ons ez er ir es e s x`,
  },
  pt: {
    endings: `acoes acao amentos amento imentos imento adores adora ador idades idade mente ando endo indo aram eram iram avam ava adas ados ada ado
      idas idos ida ido aria eria iria aremos amos emos imos coes cao soes sao oes ao ou ei iu ar er ir am em as es os a e o s`,
  },
  uk: {
    endings: `уватимуть уватися уєтесь уєшся аєшся ювання ування уванням ування ювати увати уємо юємо уєте юєте ується юється ують юють ував ювала увала ували ював
      ення іння ання енням анням ень ість істю ості остей ності ністю ність ками ками ких кими кого ному ного ними ними них ної ною ній ний нім
      ими ими іми ого ому ої ою ею ій ий ими их ім им ами ями ах ях ам ям ові еві ом ем ем ів їв ати ити яти іти іть ить ять уть ють
      ений ена ено ені еної ених ено тесь ете ите ємо емо имо аєте аємо ають уєш аєш ає є ав ала ало али ив ила или ило ла ло ли тися ться ся
      а я о е у ю и і ї ь й в на не ні ка ки ку ці ок`,
    after: (stem) => stem.replace(/[ое](?=[^аеєиіїоуюя]*$)/, 'і'),
  },
  ar: {
    endings: 'ها هم كم ان ات ون ين يه ه ي',
    // The article with what is written together with it; the person of a verb that ends in its plural: تصلحون.
    before: (word) =>
      word
        .replace(/^و?(?:ال|بال|كال|فال|لل)(?=.{2})|^و(?=.{3})/, '')
        .replace(/^[تين](?=.{3,}ون(?:ها|ه|ني)?$)/, '')
        .replace(/(?<=.{3}ون)(?:ها|ه|ني)$/, ''),
    // Nouns and participles to their root: اصلاح and تصليح to صلح, اسعار to سعر, مفتوح to فتح.
    after: (stem) => stem.replace(/^(?:ا(..)ا|ت(..)ي|م(..)و)(.)$/, '$1$2$3$4'),
  },
};

const stemmers = new Map<string, (word: string) => string>();

export function lightStemmer(language: string): ((word: string) => string) | undefined {
  const rules = cuts[language];
  if (rules && !stemmers.has(language)) stemmers.set(language, createStemmer(rules));
  return stemmers.get(language);
}

function createStemmer({ endings, before, after }: Cut): (word: string) => string {
  const list = endings.split(/\s+/).join('|');
  // Searched from the left, so the longest is found first.
  const cutters = SHORTEST.map((least) => new RegExp(`(?<=.{${least}})(?:${list})$`, 'u'));
  return (word) => {
    const stem = cutters.reduce((rest, ending) => rest.replace(ending, ''), before?.(word) ?? word);
    return after?.(stem) ?? stem;
  };
}
