// The people as they truly are: one name, their real addresses and numbers, and the plot of their story, which decides
// which systems know them. How each system spells all this is the business of the record writers.
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
    get UNKNOWN () {
        return UNKNOWN;
    },
    get createPopulation () {
        return createPopulation;
    },
    get createStrangers () {
        return createStrangers;
    },
    get systemsOf () {
        return systemsOf;
    }
});
const _cultures = require("./cultures");
const _emailaddresses = require("./email-addresses");
const _firms = require("./firms");
const _phonenumbers = require("./phone-numbers");
const _showcase = require("./showcase");
const PLOTS = {
    lead: 22,
    prospect: 14,
    happy: 35,
    late: 11,
    angry: 9,
    churned: 6
};
/** How long somebody of a plot has been known at least, for the plot to have had time. */ const LEAST_DAYS = {
    lead: 4,
    prospect: 25,
    happy: 60,
    late: 200,
    angry: 60,
    churned: 430,
    'billing-only': 60,
    'helpdesk-only': 60
};
const JOBS = [
    'Operations Manager',
    'Head of Purchasing',
    'CEO',
    'Office Manager',
    'IT Lead',
    'Accountant',
    'Facility Manager',
    'Product Owner',
    'CFO',
    'Site Engineer',
    'Warehouse Lead',
    'Assistant',
    'Founder'
];
function createPopulation(random, count) {
    const phones = (0, _phonenumbers.createPhoneBook)(random, _showcase.SHOWCASE_PHONES);
    const firms = (0, _firms.createFirms)(random, phones, Math.max(4, Math.ceil(count / 6)));
    const mailboxes = (0, _emailaddresses.createMailboxes)();
    const invent = createInventor(random, firms, phones, mailboxes);
    const people = Array.from({
        length: count
    }, (_, index)=>invent(`person-${String(index + 1).padStart(5, '0')}`));
    return {
        people,
        firms,
        phones,
        mailboxes: mailboxes
    };
}
function createStrangers(random, { firms, phones, mailboxes }, ids) {
    const invent = createInventor(random, firms, phones, mailboxes);
    return ids.map((id)=>({
            ...invent(id),
            systems: {
                ...UNKNOWN
            }
        }));
}
function createInventor(random, firms, phones, mailboxes) {
    const chooseFirm = (0, _firms.createFirmChooser)(random, firms);
    const weights = Object.fromEntries(_cultures.CULTURES.map((culture)=>[
            culture.country,
            culture.weight
        ]));
    return (id)=>{
        const country = random.weighted(weights);
        const culture = _cultures.CULTURES.find((one)=>one.country === country) ?? _cultures.CULTURES[0];
        const [given, family] = [
            random.pick(culture.given),
            random.pick(culture.family)
        ];
        const firm = random.chance(0.65) ? chooseFirm(culture) : null;
        const localPart = (0, _emailaddresses.mailboxName)(given.latin ?? given.own, family.latin ?? family.own, random);
        const place = random.pick(culture.cities);
        const plot = random.weighted(PLOTS);
        const hasLandline = random.chance(0.55);
        return {
            ...{
                id,
                culture,
                given,
                family,
                firm,
                plot,
                cases: new Set()
            },
            script: given.latin === undefined || random.chance(0.5) ? 'own' : 'latin',
            jobTitle: firm === null ? null : random.pick(JOBS),
            email: mailboxes.issue(localPart, firm !== null && random.chance(0.75) ? firm.domain : random.pick(_emailaddresses.MAIL_PROVIDERS)),
            otherEmail: mailboxes.issue((0, _emailaddresses.mailboxName)(given.latin ?? given.own, family.latin ?? family.own, random), random.pick(_emailaddresses.MAIL_PROVIDERS)),
            landline: hasLandline ? phones.issue(country, false) : null,
            mobile: hasLandline && random.chance(0.4) ? null : phones.issue(country, true),
            street: culture.streetLine.replace('{s}', random.pick(culture.streets)).replace('{n}', String(random.int(1, 180))),
            city: place.name,
            postalCode: place.postalCode,
            systems: systemsOf(plot, random),
            knownForDays: random.int(LEAST_DAYS[plot], plot === 'lead' ? 300 : 1_400)
        };
    };
}
const UNKNOWN = {
    ...{
        crm: false,
        helpdesk: false,
        billing: false
    },
    ...{
        shop: false,
        payments: false,
        marketing: false
    }
};
function systemsOf(plot, random) {
    switch(plot){
        case 'billing-only':
            return {
                ...UNKNOWN,
                billing: true
            };
        case 'helpdesk-only':
            return {
                ...UNKNOWN,
                helpdesk: true
            };
        case 'lead':
            return {
                ...UNKNOWN,
                crm: true
            };
        case 'prospect':
            return {
                ...UNKNOWN,
                crm: true,
                helpdesk: random.chance(0.2)
            };
        case 'churned':
            return {
                ...UNKNOWN,
                crm: true,
                helpdesk: random.chance(0.5),
                billing: true
            };
        default:
            return {
                ...UNKNOWN,
                ...{
                    crm: true,
                    helpdesk: plot === 'angry' || random.chance(0.75),
                    billing: plot !== 'angry' || random.chance(0.85)
                }
            };
    }
}
