// Phone numbers made for the pretend world, and the many ways of writing one. They come from the ranges regulators keep free
// for films (Germany, United Kingdom, France, Sweden, North America) and from invented 555 ranges where there are none, or
// where the common number libraries hold the free range to be no valid numbers (mobiles in the United Kingdom and France).
import type { Random } from './random';

export interface PhoneNumber {
  country: string;
  mobile: boolean;
  /** Country calling code. */
  code: string;
  /** What is dialled before the area inside the country; empty = nothing. */
  trunk: string;
  area: string;
  subscriber: string;
}

export type PhoneStyle = 'plain' | 'spaced' | 'zero-in-brackets' | 'double-zero' | 'local';

interface Range {
  area: string;
  /** First digits of the subscriber's number. */
  head: string;
  /** How many digits follow. */
  tail: number;
}

interface Plan {
  code: string;
  trunk: string;
  mobileTrunk?: string;
  landlines: [Range, ...Range[]];
  mobiles: [Range, ...Range[]];
}

const AREA_CODES =
  '212 312 512 206 404 415 617 303 305 213 702 503 214 313 602 215 612 504 901 615 704 813 407 619 916 408 818 323 713 210 817 918 405 505 801 208 406 307 701 605 402 316 816 314 502 513 614 216 412 716 518 802 603 207 401 203 908 410 804 919';

/** `30 23125 3` = area, first digits, digits that follow. */
function ranges(...texts: [string, ...string[]]): [Range, ...Range[]] {
  const [first = { area: '', head: '', tail: 0 }, ...rest] = texts.map((text) => {
    const [area = '', head = '', tail = '0'] = text.split(' ');
    return { area, head, tail: Number(tail) };
  });
  return [first, ...rest];
}

const american = AREA_CODES.split(' ').map((area) => `${area} 55501 2`);

// The last range of each list is the spare one, large enough for any world.
const PLANS: Record<string, Plan> = {
  DE: {
    ...{ code: '49', trunk: '0', landlines: ranges('30 23125 3', '69 90009 3', '40 66969 3', '221 4710 3', '89 99998 3', '30 555 5') },
    mobiles: ranges('171 39200 2', '176 040690 2', '1525 550 4'),
  },
  GB: {
    ...{ code: '44', trunk: '0', landlines: ranges('20 79460 3', '161 4960 3', '117 4960 3', '131 4960 3', '121 4960 3', '20 755 5') },
    mobiles: ranges('7455 5 5'),
  },
  US: {
    code: '1',
    trunk: '',
    landlines: ranges('646 55501 2', ...american, '646 555 4'),
    mobiles: ranges('917 55501 2', ...american, '917 555 4'),
  },
  FR: { code: '33', trunk: '0', landlines: ranges('1 9900 4', '4 6571 4', '2 6191 4', '1 55 6'), mobiles: ranges('6 55 6') },
  BR: {
    code: '55',
    trunk: '',
    landlines: ranges('11 3555 4', '21 3555 4', '31 3555 4', '11 355 5'),
    mobiles: ranges('11 97555 4', '21 97555 4', '31 97555 4', '11 9755 5'),
  },
  JP: { code: '81', trunk: '0', landlines: ranges('3 5550 4', '6 555 5'), mobiles: ranges('90 5550 4', '80 555 5') },
  CN: { code: '86', trunk: '0', mobileTrunk: '', landlines: ranges('21 5550 4', '10 555 5'), mobiles: ranges('139 5550 4', '138 555 5') },
  KR: { code: '82', trunk: '0', landlines: ranges('2 5550 4', '51 555 4'), mobiles: ranges('10 5550 4', '10 555 5') },
  SE: { code: '46', trunk: '0', landlines: ranges('8 465004 2', '31 39006 2', '8 555 5'), mobiles: ranges('70 17406 2', '73 55 5') },
  PL: { code: '48', trunk: '', landlines: ranges('22 555 4', '12 55 5'), mobiles: ranges('50 555 4', '60 55 5') },
  GH: { code: '233', trunk: '0', landlines: ranges('30 2555 3', '30 25 5'), mobiles: ranges('24 555 4', '20 55 5') },
  IN: {
    code: '91',
    trunk: '0',
    mobileTrunk: '',
    landlines: ranges('22 2555 4', '80 255 5'),
    mobiles: ranges('95550 0 4', '95551 555 2', '9555 5 5'),
  },
};

export interface PhoneBook {
  /** A number nobody has had yet; a country without a plan of its own gets an American one. */
  issue(country: string, mobile: boolean): PhoneNumber;
}

/**
 * Numbers come in a scattered order that the seed decides, so that neighbours in the world are not neighbours in the book.
 * `taken`: numbers (`+4930…`) that others have.
 */
export function createPhoneBook(random: Random, taken: ReadonlySet<string>): PhoneBook {
  const issued = new Map<string, number>();
  // In some countries mobile phones have the numbers of their city: nobody gets one that somebody has.
  const given = new Set<string>(taken);
  const shift = random.int(0, 9_999);
  const issue = (country: string, mobile: boolean): PhoneNumber => {
    const home = PLANS[country] === undefined ? 'US' : country;
    const plan = planOf(home);
    const list = mobile ? plan.mobiles : plan.landlines;
    const key = `${home} ${mobile}`;
    const turn = issued.get(key) ?? 0;
    issued.set(key, turn + 1);
    const phone = numberOf(home, mobile, list, turn, shift);
    const e164 = toE164(phone);
    if (given.has(e164)) return issue(country, mobile);
    given.add(e164);
    return phone;
  };
  return { issue };
}

/** The named ranges take turns, so that people of one country live in several cities; then the spare one counts on. */
function numberOf(country: string, mobile: boolean, list: Plan['mobiles'], turn: number, shift: number): PhoneNumber {
  const spare = list.at(-1) ?? list[0];
  let left = turn;
  for (const { ranges: open, from, length } of rounds(list.slice(0, -1))) {
    const range = open[left % open.length];
    if (range !== undefined && left < open.length * length)
      return number(country, mobile, range, from + Math.floor(left / open.length), shift);
    left -= open.length * length;
  }
  return number(country, mobile, spare, left, shift);
}

/** Ranges differ in size: first all of them share out their first numbers, then only the larger ones their others. */
function rounds(named: Range[]): { ranges: Range[]; from: number; length: number }[] {
  const sizes = [...new Set(named.map((range) => 10 ** range.tail))].sort((a, b) => a - b);
  return sizes.map((size, index) => {
    const from = sizes[index - 1] ?? 0;
    return { ranges: named.filter((range) => 10 ** range.tail >= size), from, length: size - from };
  });
}

function number(country: string, mobile: boolean, range: Range, turn: number, shift: number): PhoneNumber {
  const plan = planOf(country);
  const size = 10 ** range.tail;
  // 7 shares no factor with a power of ten: every number of the range comes up once.
  const tail = String((turn * 7 + shift) % size).padStart(range.tail, '0');
  const trunk = mobile ? (plan.mobileTrunk ?? plan.trunk) : plan.trunk;
  return { country, mobile, code: plan.code, trunk, area: range.area, subscriber: `${range.head}${tail}` };
}

function planOf(country: string): Plan {
  const plan = PLANS[country];
  if (plan === undefined) throw new Error(`no numbering plan for ${country}`);
  return plan;
}

/** Countries from which one does not dial 00 to call abroad. */
const OTHER_EXITS: ReadonlySet<string> = new Set(['US', 'BR', 'JP', 'KR']);

/** `+4930…`, as systems write it that check numbers on input. */
export function toE164({ code, area, subscriber }: PhoneNumber): string {
  return `+${code}${area}${subscriber}`;
}

/** Writes a number the way somebody may have typed it. `random` chooses the punctuation. */
export function writePhone(phone: PhoneNumber, style: PhoneStyle, random: Random): string {
  const { code, trunk, area, subscriber } = phone;
  if (style === 'plain') return toE164(phone);
  if (style === 'double-zero' && !OTHER_EXITS.has(phone.country)) return `00${code} ${area} ${subscriber}`;
  if (style === 'zero-in-brackets' && trunk !== '') return `+${code} (${trunk})${area} ${subscriber}`;
  if (style !== 'local') return `+${code} ${area} ${grouped(subscriber, ' ')}`;
  if (code === '1') {
    const [exchange, line] = [subscriber.slice(0, 3), subscriber.slice(3)];
    return random.pick([
      `(${area}) ${exchange}-${line}`,
      `${area}-${exchange}-${line}`,
      `${area}.${exchange}.${line}`,
      `1-${area}-${exchange}-${line}`,
    ]);
  }
  if (code === '55') return `(${area}) ${subscriber.slice(0, -4)}-${subscriber.slice(-4)}`;
  return random.pick([
    `${trunk}${area} ${subscriber}`,
    `${trunk}${area}-${subscriber}`,
    `${trunk}${area} ${grouped(subscriber, ' ')}`,
    `${trunk}${area}.${grouped(subscriber, '.')}`,
    `(${trunk}${area}) ${grouped(subscriber, '-')}`,
  ]);
}

/** Brazil's mobile numbers got a 9 in front between 2012 and 2016; old entries still lack it. */
export function withoutNinthDigit(phone: PhoneNumber): PhoneNumber {
  return { ...phone, subscriber: phone.subscriber.replace(/^9/, '') };
}

function grouped(digits: string, separator: string): string {
  return digits.length < 6 ? digits : `${digits.slice(0, -4)}${separator}${digits.slice(-4)}`;
}
