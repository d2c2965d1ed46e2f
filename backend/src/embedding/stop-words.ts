import { words } from './words.ts';

/** Words that carry grammar rather than a subject, by language subtag. */
const lists: Record<string, string> = {
  en: `a about after all also am an and any are as at be been before being but by can could did do does doing done for from get
    got had has have having he her here hers him his how i if in into is it its just like ll m may me might mine more most much my no
    nor not of off on or other our ours out please re s she should so some such t than that the their theirs them then there these
    they this those to too up us ve very was we were what when where which while who whom whose why will with would yes you your yours`,
  ru: `а без бы был была были было быть в вам вами вас ваш ваша ваше вашего вашей вашем вашему ваши вашим вашими ваших вашу во вот
    все всего всех вы да для до его ее ей ему если есть еще же за здесь и из или им ими их к как какая какие каким каких какого какое
    какой какую ко когда кого который которая которое которые кто ли либо лишь меня мне мной можете можно мой моя мое моего моей моему
    мои моим моих мою мы на над надо нам нами нас наш наша наше наши не него нее ней нему нет ни ним ними них но ну о об однако он она
    они оно от очень по под пожалуйста подскажите поэтому при про раз с сам свой своя свое свои своего своей своих себе себя скажите
    со так также такие такой там те тебе тебя тем теперь то тогда того тоже той только том тот ту ты у уж уже хотел хотела хочу чего
    чем чему что чтобы эта эти этих это этого этой этом этот эту я`,
  de: `aber alle als also am an auch auf aus bei bin bis bist bitte da damit dann das dass dein deine dem den denn der des die dies diese
    dieser dieses dir doch du durch ein eine einem einen einer eines er es euch euer für habe haben hat hatte hier ich ihm ihn ihnen ihr
    ihre im in ist ja jede kann kein keine können man mein meine mich mir mit nach nicht noch nun nur ob oder ohne sehr sein seine sich
    sie sind so über um und uns unser unter vom von vor war was weil wenn wer werden wie wieder wir wird wo zu zum zur`,
  fr: `a ai ainsi au aux avec avez avons c ce ces cet cette chez comme comment d dans de des du elle elles en entre es est et etes eu il ils
    j je l la le les leur leurs lui m ma mais me mes moi mon n ne ni nos notre nous on ont ou où par pas plus pour pouvez qu quand que quel
    quelle quelles quels qui s sa sans se ses si son sont sous sur t ta te tes toi ton tu un une vos votre vous y été être`,
  es: `a al algo ante antes como con cual cuando de del desde donde dos e el ella ellas ellos en entre era eres es esa ese eso esta estas este
    esto estos está están fue ha hasta hay la las le les lo los me mi mis mucho muy más ni no nos nosotros o os otra para pero poco por
    porque puede pueden que quien qué se ser si sin sobre son su sus sí también te tengo ti tiene tu tus un una uno unos y ya yo`,
  uk: `а або але без би б був була були було бути в вам вами вас ваш ваша ваше вашого вашої вашу ваші ви від він вона вони воно все всі да де для до
    є ж же за з зі із і й інших їх його її як яка яке який які яку коли кого кому куди ласка ласкавий ледве лише ми мене мені мій моя моє мої мою можна
    можу можете може на над нас наш наша наші не неї них ним ні но о об один по при про раз прошу себе свій своя своє свої скажіть собі та так також такий
    там те тебе тобі то тоді той тільки ти тому тут у уже хто хочу це цей ця ці цього чи чого чому що щоб я`,
  ar: `في من على إلى عن مع هل ما ماذا متى أين كيف لماذا كم هو هي هم نحن أنا أنت أنتم هذا هذه ذلك تلك التي الذي الذين أن إن كان كانت يكون لا لم لن ليس قد
    أو و ثم لكن بل كل بعض أي عند عندي عندك عندكم لدي لديكم لك لكم لي لنا به بها له لها فيه فيها منه منها إذا لو حتى بعد قبل بين يمكن يمكنني ممكن هناك هنا
    أريد أود اريد شو وين ليش ايش من فضلك لو سمحت`,
  zh: `的 了 吗 呢 吧 啊 呀 嘛 么 我 你 您 他 她 它 我们 你们 他们 咱们 这 那 这个 那个 这些 那些 这里 那里 是 在 有 和 与 或 或者 也 都 就 还 很 太 更 最 不 没 没有 要 想
    能 可以 会 请 请问 一下 把 被 给 对 从 到 为 以 及 而 但 但是 如果 因为 所以 什么 怎么 哪 哪里 哪个 谁 吧 着 过 得 地 我的 你的 您的 个`,
  it: `a ad ai al alla alle anche c che chi ci come con cosa cui d da dal dalla dei del della delle di dove e ed era gli ha hai ho i il in io
    l la le lei lo loro lui ma mi mia mio ne nei nel nella no noi non o per perché più può quale quando quanto questa questo qui se si sono
    sua sul sulla suo ti tra tu tuo un una uno vi voi è`,
  pt: `a ao aos as com como da das de dele do dos e ela elas ele eles em entre era essa esse esta este eu foi há isso isto já lhe mais mas me
    meu minha muito na nas nem no nos nossa nosso não o os ou para pela pelo pode por porque qual quando que quem se sem ser seu sua são só
    também te tem tenho um uma você vocês à é`,
};

export const stopWordLists: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, list]) => [language, new Set(words(list))]),
);
