// Decides who is known to shop, payments and marketing, whether they want mail, and which of the hard cases of those systems
// are theirs. Labels only; the records are written in the systems' own folders.
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
    get consentOf () {
        return consentOf;
    },
    get dealOutOnlineCases () {
        return dealOutOnlineCases;
    },
    get inventStrangers () {
        return inventStrangers;
    },
    get joinOnlineSystems () {
        return joinOnlineSystems;
    }
});
const _cases = require("./cases");
const _hardcases = require("./hard-cases");
const _people = require("./people");
/** Leads and prospects buy a trial piece as guests; the helpdesk alone knows those whom the helpdesk alone knows. */ const IN_SHOP = {
    ...{
        lead: 0.06,
        prospect: 0.1,
        happy: 0.5,
        late: 0.5,
        angry: 0.55,
        churned: 0.45
    },
    ...{
        'billing-only': 0.3,
        'helpdesk-only': 0
    }
};
const IN_PAYMENTS = {
    ...{
        lead: 0,
        prospect: 0.08,
        happy: 0.45,
        late: 0.5,
        angry: 0.45,
        churned: 0.4
    },
    ...{
        'billing-only': 0.35,
        'helpdesk-only': 0
    }
};
const IN_MARKETING = {
    ...{
        lead: 0.86,
        prospect: 0.82,
        happy: 0.74,
        late: 0.68,
        angry: 0.68,
        churned: 0.66
    },
    ...{
        'billing-only': 0.4,
        'helpdesk-only': 0
    }
};
function joinOnlineSystems(random, people) {
    // Of several people with one mailbox and no number of their own, shop and marketing can tell only one.
    const mailboxes = {
        shop: new Set(),
        marketing: new Set()
    };
    const canBeTold = (system, person)=>!(0, _hardcases.sharesMailbox)(person) || person.mobile !== null || !mailboxes[system].has(person.email);
    for (const person of people){
        const joins = (shares)=>random.chance(shares[person.plot]);
        const wanted = {
            shop: joins(IN_SHOP),
            payments: joins(IN_PAYMENTS),
            marketing: joins(IN_MARKETING)
        };
        for (const system of [
            'shop',
            'marketing'
        ]){
            wanted[system] &&= canBeTold(system, person);
            if (wanted[system]) mailboxes[system].add(person.email);
        }
        Object.assign(person.systems, wanted);
    }
}
const STRANGERS = {
    'shop-only': 'shop',
    'payments-only': 'payments',
    'marketing-only': 'marketing'
};
function inventStrangers(random, population) {
    const names = Object.keys(STRANGERS); // Object.keys forgets them.
    const kinds = names.flatMap((name)=>Array.from({
            length: (0, _hardcases.quota)(population.people, name)
        }, ()=>name));
    const ids = kinds.map((_, index)=>`stranger-${String(index + 1).padStart(5, '0')}`);
    const strangers = (0, _people.createStrangers)(random, population, ids);
    kinds.forEach((name, index)=>{
        const person = strangers[index];
        if (person === undefined) return;
        const plot = name === 'marketing-only' ? 'lead' : person.plot === 'late' ? 'late' : 'happy';
        Object.assign(person, {
            plot,
            knownForDays: plot === 'late' ? Math.max(200, person.knownForDays) : person.knownForDays + 60
        });
        person.systems[STRANGERS[name]] = true;
        person.cases.add(name);
    });
    return strangers;
}
/** Their only address is whole, and theirs alone. */ function mailboxIsWhole(person) {
    return !(0, _hardcases.sharesMailbox)(person) && !_hardcases.EXCLUSIVE_EMAIL.some((name)=>person.cases.has(name));
}
/** A number of their own by which a record without their usual address can be told to be theirs. */ function canBeToldByPhone({ mobile, systems }) {
    return mobile !== null && systems.crm;
}
const ALLOWED = {
    'guest-beside-account': (person)=>canBeToldByPhone(person) && mailboxIsWhole(person),
    'shop-phone-only': (person)=>canBeToldByPhone(person) && mailboxIsWhole(person) && !person.cases.has('guest-beside-account'),
    'several-payment-customers': (person)=>!(0, _hardcases.sharesMailbox)(person) && !person.cases.has('no-email'),
    'mixed-case-payment-email': mailboxIsWhole,
    'two-marketing-profiles': (person)=>canBeToldByPhone(person) && (mailboxIsWhole(person) || person.cases.has('changed-email')),
    'marketing-by-phone': (person)=>canBeToldByPhone(person) && mailboxIsWhole(person) && !person.cases.has('two-marketing-profiles'),
    'bounced-address': mailboxIsWhole,
    'consent-disagrees': (person)=>!person.cases.has('no-email') && !person.cases.has('shop-phone-only')
};
function dealOutOnlineCases(random, people) {
    const names = Object.keys(_cases.CASES); // Object.keys forgets them.
    for (const name of names.slice(names.indexOf('guest-beside-account')))(0, _hardcases.deal)(random, people, name, (person)=>!(0, _hardcases.sharesMailbox)(person) && (ALLOWED[name]?.(person) ?? true));
}
function consentOf(random, { plot, cases }) {
    if (cases.has('two-marketing-profiles')) return random.pick([
        'SUBSCRIBED',
        'SUBSCRIBED',
        'UNSUBSCRIBED'
    ]);
    if (plot === 'lead') return random.weighted({
        SUBSCRIBED: 80,
        UNSUBSCRIBED: 12,
        NEVER_SUBSCRIBED: 8
    });
    if (plot === 'churned') return random.weighted({
        SUBSCRIBED: 35,
        UNSUBSCRIBED: 50,
        NEVER_SUBSCRIBED: 15
    });
    return random.weighted({
        SUBSCRIBED: 60,
        UNSUBSCRIBED: 18,
        NEVER_SUBSCRIBED: 22
    });
}
