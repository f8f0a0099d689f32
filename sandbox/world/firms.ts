// The firms people of the pretend world work for.
import { CULTURES, type Culture } from './cultures';
import { dropAccents, spellOut } from './email-addresses';
import type { PhoneBook, PhoneNumber } from './phone-numbers';
import type { Random } from './random';

export interface Firm {
  name: string;
  domain: string;
  industry: string;
  employees: number;
  country: string;
  taxId: string;
  /** The switchboard: everybody there can be reached by it. */
  switchboard: PhoneNumber;
}

const FIRST =
  'Nordlicht Halden Blue_Heron Kestrel Alba Marisol Zephyr Copperfield Ostwind Lumière Vega Tamarind Quill Solveig Harbour Granite Juniper Meridian Fjord Cobalt Sequoia Atlas Rosa Pine_Ridge Aurora Falcon Silverbirch Tideway Orchard Kintsugi Sakura Jade Saffron Baobab Cascade Ember Larch Opal Windmill Bramble Delta Ferrous Glacier Hollow_Oak'
    .split(' ')
    .map((word) => word.replaceAll('_', ' '));
const SECOND =
  'Logistics Foods Robotics Clinics Textiles Energy Studios Brewing Freight Optics Hotels Software Farms Insurance Bikes Interiors Publishing Ceramics Dental Marine Analytics Bakery Tools Travel'.split(
    ' ',
  );
const LEGAL: Record<string, string> = {
  DE: 'GmbH',
  GB: 'Ltd',
  US: 'Inc.',
  FR: 'SARL',
  BR: 'Ltda',
  JP: 'K.K.',
  CN: 'Co., Ltd',
  KR: 'Co., Ltd',
  SE: 'AB',
  PL: 'sp. z o.o.',
  GH: 'Ltd',
  IN: 'Pvt Ltd',
};
const INDUSTRIES: Record<string, string> = {
  ...{
    Logistics: 'LOGISTICS_AND_SUPPLY_CHAIN',
    Freight: 'LOGISTICS_AND_SUPPLY_CHAIN',
    Foods: 'FOOD_PRODUCTION',
    Bakery: 'FOOD_PRODUCTION',
    Farms: 'FARMING',
  },
  ...{
    Clinics: 'HOSPITAL_HEALTH_CARE',
    Dental: 'HOSPITAL_HEALTH_CARE',
    Energy: 'OIL_ENERGY',
    Hotels: 'HOSPITALITY',
    Travel: 'LEISURE_TRAVEL_TOURISM',
  },
  ...{
    Software: 'COMPUTER_SOFTWARE',
    Analytics: 'COMPUTER_SOFTWARE',
    Insurance: 'INSURANCE',
    Publishing: 'PUBLISHING',
    Textiles: 'TEXTILES',
  },
};

/** `count` firms with different names and domains, spread over the countries as the people are. */
export function createFirms(random: Random, phones: PhoneBook, count: number): Firm[] {
  const weights = Object.fromEntries(CULTURES.map((culture) => [culture.country, culture.weight]));
  const pairs = random.sample(
    FIRST.flatMap((first) => SECOND.map((second) => ({ first, second }))),
    count,
  );
  const numbered = Array.from({ length: count }, (_, index) => ({
    ...(pairs[index % pairs.length] ?? { first: 'Nordlicht', second: 'Foods' }),
    round: Math.floor(index / pairs.length),
  }));
  return numbered.map(({ first, second, round }) => {
    const country = random.weighted(weights);
    const name = `${first} ${second}${round === 0 ? '' : ` ${round + 1}`}`;
    const slug = dropAccents(spellOut(name)).toLowerCase().replaceAll(' ', '-');
    return {
      name: `${name} ${LEGAL[country] ?? 'Ltd'}`,
      domain: `${slug}.example.${random.pick(['com', 'com', 'com', 'org', 'net'])}`,
      industry: INDUSTRIES[second] ?? 'MACHINERY',
      employees: random.pick([4, 9, 15, 28, 60, 110, 240, 600, 1800]),
      country,
      taxId: `${country}999${String(random.int(0, 999_999)).padStart(6, '0')}`,
      switchboard: phones.issue(country, false),
    };
  });
}

/** Chooses a firm of somebody's own country where there is one. */
export function createFirmChooser(random: Random, firms: Firm[]): (culture: Culture) => Firm | null {
  const near = new Map(CULTURES.map(({ country }) => [country, firms.filter((firm) => firm.country === country)]));
  return (culture) => {
    const [first, ...rest] = near.get(culture.country) ?? [];
    if (first !== undefined) return random.pick([first, ...rest]);
    return random.sample(firms, 1)[0] ?? null;
  };
}
