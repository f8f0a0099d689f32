// Family names of two scripts: the common ones of China, Japan and Korea, and how they are written in Latin letters. A name that is
// not here is not known to be another: nothing is concluded from its absence.
import type { PersonName } from '../record';
import { namePartsOf, type NameParts } from './name-parts';

/** The spellings in its own script, then those in Latin letters, of all countries that write it so. */
const TABLE = `
王 wang wong ong;李 li lee;张/張 zhang chang cheung;刘/劉 liu lau;陈/陳 chen chan tan;杨/楊 yang yeung;赵/趙 zhao chao chiu
黄/黃 huang wong hwang;周 zhou chow chou;吴/吳 wu ng;徐 xu hsu tsui;孙/孫 sun suen;胡 hu wu;朱 zhu chu;高 gao kao ko
林 lin lam lim hayashi;何 he ho;郭 guo kuo kwok;马/馬 ma;罗/羅 luo lo law;梁 liang leung;宋 song sung;郑/鄭 zheng cheng chung
谢/謝 xie hsieh tse;韩/韓 han hon;唐 tang tong;冯/馮 feng fung;于 yu;董 dong tung;萧/蕭/肖 xiao hsiao siu;程 cheng ching;曹 cao tsao
袁 yuan yuen;邓/鄧 deng teng tang;许/許 xu hsu hui;傅 fu;沈 shen sum;曾 zeng tseng tsang;彭 peng pang;吕/呂 lu lyu lui;苏/蘇 su so
卢/盧 lu lo;蒋/蔣 jiang chiang tseung;蔡 cai tsai choi;贾/賈 jia chia;丁 ding ting;魏 wei ngai;薛 xue hsueh sit;叶/葉 ye yeh yip
余 yu yue;潘 pan poon;杜 du to;戴 dai tai;夏 xia hsia ha;钟/鍾 zhong chung;汪 wang;田 tian tien;任 ren jen yam;姜 jiang kang
范 fan;方 fang fong;石 shi shek;姚 yao yiu;谭/譚 tan tam;廖 liao liu;邹/鄒 zou chow;熊 xiong hung;金 jin kim;陆/陸 lu luk;郝 hao
孔 kong hung;白 bai pak baek;崔 cui choi;康 kang hong;毛 mao mo;邱 qiu chiu yau;秦 qin chin;江 jiang kong;史 shi sze;顾/顧 gu koo
侯 hou hau;邵 shao siu;孟 meng;龙/龍 long lung;万/萬 wan man;段 duan;钱/錢 qian chin;汤/湯 tang tong;尹 yin wan yoon;黎 li lai;易 yi yik
常 chang;武 wu;乔/喬 qiao kiu;贺/賀 he ho;赖/賴 lai;龚/龔 gong kung;文 wen man;欧阳 ouyang;司马 sima
佐藤 sato satou satoh;鈴木 suzuki;高橋 takahashi;田中 tanaka;伊藤 ito itou itoh;渡辺 watanabe;渡邊 watanabe;渡邉 watanabe
山本 yamamoto;中村 nakamura;小林 kobayashi;加藤 kato katou katoh;吉田 yoshida;山田 yamada;佐々木 sasaki;山口 yamaguchi
松本 matsumoto;井上 inoue;木村 kimura;斎藤 saito saitou saitoh;齋藤 saito saitou saitoh;斉藤 saito saitou saitoh;清水 shimizu
山崎 yamazaki yamasaki;森 mori;池田 ikeda;橋本 hashimoto;阿部 abe;石川 ishikawa;前田 maeda;藤田 fujita;小川 ogawa;岡田 okada
後藤 goto gotou;長谷川 hasegawa;村上 murakami;近藤 kondo kondou;石井 ishii;坂本 sakamoto;遠藤 endo endou;青木 aoki;藤井 fujii
西村 nishimura;福田 fukuda;太田 ota oota ohta;三浦 miura;岡本 okamoto;松田 matsuda;中島 nakajima nakashima;藤原 fujiwara
中野 nakano;原田 harada;小野 ono;田村 tamura;竹内 takeuchi;金子 kaneko;和田 wada;中山 nakayama;石田 ishida;上田 ueda;森田 morita
原 hara;柴田 shibata;酒井 sakai;工藤 kudo kudou;横山 yokoyama;宮崎 miyazaki;宮本 miyamoto;内田 uchida;高木 takagi;安藤 ando andou
谷口 taniguchi;大野 ono oono ohno;丸山 maruyama;今井 imai;高田 takada;藤本 fujimoto;武田 takeda;村田 murata;上野 ueno
杉山 sugiyama;増田 masuda;平野 hirano;大塚 otsuka ohtsuka;千葉 chiba;久保 kubo;松井 matsui;小島 kojima;岩崎 iwasaki;桜井 sakurai
野口 noguchi;松尾 matsuo;野村 nomura;木下 kinoshita;菊地 kikuchi;菊池 kikuchi;佐野 sano;大西 onishi ohnishi;杉本 sugimoto
新井 arai;浜田 hamada;菅原 sugawara;市川 ichikawa;水野 mizuno;小松 komatsu;島田 shimada
김 kim gim;이 lee yi rhee;박 park pak bak;최 choi choe;정 jung jeong chung;강 kang gang;조 cho jo;윤 yoon yun;장 jang chang
임 lim im rim;한 han;오 oh;서 seo suh;신 shin sin;권 kwon gwon;황 hwang;안 ahn an;송 song;전 jeon chun jun;홍 hong;유 yoo yu ryu
고 ko go koh;문 moon mun;양 yang;손 son sohn;배 bae pae;백 baek paik;허 heo hur huh;남 nam;심 shim sim;노 noh no roh;하 ha
곽 kwak gwak;성 sung seong;차 cha;주 joo ju;우 woo;구 koo gu ku;민 min;나 na ra;진 jin chin;지 ji chi;엄 um eom;채 chae;원 won
천 chun cheon;방 bang pang;공 kong gong`;

const LATIN_BY_OWN = new Map<string, readonly string[]>(
  TABLE.trim()
    .split(/[;\n]/)
    .flatMap((entry) => {
      const [own = '', ...latin] = entry.split(' ');
      return own.split('/').map((spelling) => [spelling, latin] as const);
    }),
);

const LONGEST = 3;

/** True where one name is written in Chinese, Japanese or Korean, the other in Latin letters, and both have the same family name. */
export function shareFamilyName(a: PersonName, b: PersonName): boolean {
  const [left, right] = [namePartsOf(a), namePartsOf(b)];
  return agree(left, right) || agree(right, left);
}

function agree({ cjk }: NameParts, { readings }: NameParts): boolean {
  const latin = new Set(readings.flatMap(({ given, family }) => [...given, ...family]).flatMap(({ plain, expanded }) => [plain, expanded]));
  return latinFamilyNames(cjk).some((name) => latin.has(name));
}

/** How the family name of spellings in Chinese, Japanese or Korean is written in Latin letters; empty where it is not known. */
export function latinFamilyNames(cjk: ReadonlySet<string>): readonly string[] {
  return [...cjk].flatMap(familyOf);
}

/** The Latin spellings of the longest family name that a whole name begins with. */
function familyOf(whole: string): readonly string[] {
  const characters = [...whole];
  for (let length = Math.min(LONGEST, characters.length - 1); length > 0; length -= 1) {
    const found = LATIN_BY_OWN.get(characters.slice(0, length).join(''));
    if (found !== undefined) return found;
  }
  return [];
}
