// How each system spells a person: the truth, spoilt as the person's cases say. Every mess in names, addresses and numbers is
// made here; which records there are is decided by their writers.
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
    get emailIn () {
        return emailIn;
    },
    get isNamelessIn () {
        return isNamelessIn;
    },
    get nameIn () {
        return nameIn;
    },
    get oneLineName () {
        return oneLineName;
    },
    get oneNumber () {
        return oneNumber;
    },
    get phoneIn () {
        return phoneIn;
    }
});
const _emailaddresses = require("./email-addresses");
const _phonenumbers = require("./phone-numbers");
/** Where a person's name is Chinese, Japanese or Korean it is written surname first and in one word. */ function isCjk(text) {
    return /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
}
const ONLINE = [
    'shop',
    'payments',
    'marketing'
];
function isOnline(system) {
    return ONLINE.some((one)=>one === system);
}
/** The one of CRM, helpdesk and billing in which a mistake was made; the CRM is kept clean unless it knows the person alone. */ function victimOf({ systems, id, cases }) {
    if (cases.has('upper-case-email')) return 'billing';
    if (systems.helpdesk && systems.billing) return Number(id.slice(-1)) % 2 === 0 ? 'helpdesk' : 'billing';
    return systems.helpdesk ? 'helpdesk' : systems.billing ? 'billing' : 'crm';
}
/** Of shop, payments and marketing one made the mistake as well, whether it knows the person or not. */ function isSpoiltIn(system, person) {
    if (!isOnline(system)) return system === victimOf(person);
    return system === ONLINE[Number(person.id.slice(-2)) % ONLINE.length];
}
function nameIn(person, system, random) {
    const { given, family, cases } = person;
    const latin = person.cases.has('romanised-name') ? system !== 'crm' : person.script === 'latin';
    const name = latin ? {
        first: given.latin ?? given.own,
        last: family.latin ?? family.own
    } : {
        first: given.own,
        last: family.own
    };
    if (!isSpoiltIn(system, person)) return name;
    if (cases.has('nickname')) return {
        ...name,
        first: given.nickname ?? name.first
    };
    if (cases.has('accents-dropped')) {
        const change = random.chance(0.5) ? _emailaddresses.spellOut : _emailaddresses.dropAccents;
        return {
            first: change(name.first),
            last: change(name.last)
        };
    }
    return cases.has('swapped-names') ? {
        first: name.last,
        last: name.first
    } : name;
}
function oneLineName(person, { first, last }, random) {
    if (isCjk(last)) return random.pick([
        `${last}${first}`,
        `${last} ${first}`
    ]);
    return person.given.latin !== undefined && random.chance(0.3) ? `${last} ${first}` : `${first} ${last}`;
}
function isNamelessIn(system, person) {
    return person.cases.has('missing-name') && isSpoiltIn(system, person);
}
function emailIn(person, system, random) {
    const { cases, email, firm } = person;
    if (cases.has('changed-email')) {
        if (isOnline(system)) return random.pick([
            email,
            person.otherEmail
        ]);
        return system === 'crm' ? email : person.otherEmail;
    }
    if (system === 'billing' && cases.has('placeholder-email')) return random.pick(_emailaddresses.PLACEHOLDER_EMAILS);
    if (system === 'helpdesk' && cases.has('person-on-role-mailbox') && firm !== null) return `info@${firm.domain}`;
    if (system === 'payments' && cases.has('mixed-case-payment-email')) return (0, _emailaddresses.withCapitals)(email);
    if (!isSpoiltIn(system, person)) return email;
    if (cases.has('no-email')) return null;
    if (cases.has('email-typo')) return (0, _emailaddresses.withTypo)(email, random);
    if (cases.has('upper-case-email')) return random.chance(0.5) ? email.toUpperCase() : email.replace(/(^|[._])([a-z])/g, (all)=>all.toUpperCase());
    if (cases.has('plus-tag')) return (0, _emailaddresses.withPlusTag)(email, random);
    return cases.has('mailbox-dots') ? (0, _emailaddresses.withOtherDots)(email) : email;
}
function phoneIn(person, phone, system, random) {
    if (phone === null) return null;
    const ninthLost = phone.mobile && person.cases.has('brazil-ninth-digit') && isSpoiltIn(system, person);
    const number = ninthLost ? (0, _phonenumbers.withoutNinthDigit)(phone) : phone;
    // These two check numbers on input and keep them in one form.
    if (system === 'shop' || system === 'marketing') return (0, _phonenumbers.toE164)(number);
    const local = person.cases.has('local-phone-format') && (system !== 'helpdesk' || phone.country === 'DE');
    const style = local ? 'local' : random.pick([
        'plain',
        'plain',
        'plain',
        'spaced',
        'spaced',
        'double-zero',
        'zero-in-brackets'
    ]);
    return (0, _phonenumbers.writePhone)(number, style, random);
}
function oneNumber(person) {
    return person.mobile ?? person.landline;
}
