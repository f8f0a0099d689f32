// The firms people of the pretend world work for.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get createFirmChooser () {
        return createFirmChooser;
    },
    get createFirms () {
        return createFirms;
    }
});
const _cultures = require("./cultures");
const _emailaddresses = require("./email-addresses");
const FIRST = 'Nordlicht Halden Blue_Heron Kestrel Alba Marisol Zephyr Copperfield Ostwind Lumière Vega Tamarind Quill Solveig Harbour Granite Juniper Meridian Fjord Cobalt Sequoia Atlas Rosa Pine_Ridge Aurora Falcon Silverbirch Tideway Orchard Kintsugi Sakura Jade Saffron Baobab Cascade Ember Larch Opal Windmill Bramble Delta Ferrous Glacier Hollow_Oak'.split(' ').map((word)=>word.replaceAll('_', ' '));
const SECOND = 'Logistics Foods Robotics Clinics Textiles Energy Studios Brewing Freight Optics Hotels Software Farms Insurance Bikes Interiors Publishing Ceramics Dental Marine Analytics Bakery Tools Travel'.split(' ');
const LEGAL = {
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
    IN: 'Pvt Ltd'
};
const INDUSTRIES = {
    ...{
        Logistics: 'LOGISTICS_AND_SUPPLY_CHAIN',
        Freight: 'LOGISTICS_AND_SUPPLY_CHAIN',
        Foods: 'FOOD_PRODUCTION',
        Bakery: 'FOOD_PRODUCTION',
        Farms: 'FARMING'
    },
    ...{
        Clinics: 'HOSPITAL_HEALTH_CARE',
        Dental: 'HOSPITAL_HEALTH_CARE',
        Energy: 'OIL_ENERGY',
        Hotels: 'HOSPITALITY',
        Travel: 'LEISURE_TRAVEL_TOURISM'
    },
    ...{
        Software: 'COMPUTER_SOFTWARE',
        Analytics: 'COMPUTER_SOFTWARE',
        Insurance: 'INSURANCE',
        Publishing: 'PUBLISHING',
        Textiles: 'TEXTILES'
    }
};
function createFirms(random, phones, count) {
    const weights = Object.fromEntries(_cultures.CULTURES.map((culture)=>[
            culture.country,
            culture.weight
        ]));
    const pairs = random.sample(FIRST.flatMap((first)=>SECOND.map((second)=>({
                first,
                second
            }))), count);
    const numbered = Array.from({
        length: count
    }, (_, index)=>({
            ...pairs[index % pairs.length] ?? {
                first: 'Nordlicht',
                second: 'Foods'
            },
            round: Math.floor(index / pairs.length)
        }));
    return numbered.map(({ first, second, round })=>{
        const country = random.weighted(weights);
        const name = `${first} ${second}${round === 0 ? '' : ` ${round + 1}`}`;
        const slug = (0, _emailaddresses.dropAccents)((0, _emailaddresses.spellOut)(name)).toLowerCase().replaceAll(' ', '-');
        return {
            name: `${name} ${LEGAL[country] ?? 'Ltd'}`,
            domain: `${slug}.example.${random.pick([
                'com',
                'com',
                'com',
                'org',
                'net'
            ])}`,
            industry: INDUSTRIES[second] ?? 'MACHINERY',
            employees: random.pick([
                4,
                9,
                15,
                28,
                60,
                110,
                240,
                600,
                1800
            ]),
            country,
            taxId: `${country}999${String(random.int(0, 999_999)).padStart(6, '0')}`,
            switchboard: phones.issue(country, false)
        };
    });
}
function createFirmChooser(random, firms) {
    const near = new Map(_cultures.CULTURES.map(({ country })=>[
            country,
            firms.filter((firm)=>firm.country === country)
        ]));
    return (culture)=>{
        const [first, ...rest] = near.get(culture.country) ?? [];
        if (first !== undefined) return random.pick([
            first,
            ...rest
        ]);
        return random.sample(firms, 1)[0] ?? null;
    };
}
