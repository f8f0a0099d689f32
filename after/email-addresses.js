// How addresses come from names, and how they get spoilt. Every domain lies below example.com, .org or .net (RFC 2606).
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
    get MAIL_PROVIDERS () {
        return MAIL_PROVIDERS;
    },
    get PLACEHOLDER_EMAILS () {
        return PLACEHOLDER_EMAILS;
    },
    get createMailboxes () {
        return createMailboxes;
    },
    get dropAccents () {
        return dropAccents;
    },
    get mailboxName () {
        return mailboxName;
    },
    get spellOut () {
        return spellOut;
    },
    get withCapitals () {
        return withCapitals;
    },
    get withOtherDots () {
        return withOtherDots;
    },
    get withPlusTag () {
        return withPlusTag;
    },
    get withTypo () {
        return withTypo;
    }
});
const MAIL_PROVIDERS = [
    'mail.example.com',
    'post.example.net',
    'inbox.example.org',
    'web.example.net',
    'fastpost.example.com'
];
const PLACEHOLDER_EMAILS = [
    'test@test.com',
    'noreply@example.com',
    'none@example.com',
    'no-reply@example.org'
];
const SPELT_OUT = {
    ä: 'ae',
    ö: 'oe',
    ü: 'ue',
    ß: 'ss',
    Ä: 'Ae',
    Ö: 'Oe',
    Ü: 'Ue',
    ł: 'l',
    Ł: 'L',
    ı: 'i',
    ø: 'o'
};
function spellOut(text) {
    return dropAccents(text.replace(/[äöüÄÖÜ]/g, (letter)=>SPELT_OUT[letter] ?? letter));
}
function dropAccents(text) {
    return text.replace(/[ßłŁıø]/g, (letter)=>SPELT_OUT[letter] ?? letter).normalize('NFD').replace(/\p{M}/gu, '');
}
function mailboxName(given, family, random) {
    const [g, f] = [
        given,
        family
    ].map((name)=>spellOut(name).toLowerCase().replace(/[^a-z0-9]/g, ''));
    const [first = '', last = ''] = [
        g,
        f
    ];
    return random.pick([
        `${first}.${last}`,
        `${first}.${last}`,
        `${first}.${last}`,
        `${first.slice(0, 1)}.${last}`,
        `${first}${last}`,
        `${last}.${first}`,
        `${first}_${last}`
    ]);
}
function createMailboxes() {
    const taken = new Set();
    return {
        issue: (localPart, domain)=>{
            let address = `${localPart}@${domain}`;
            for(let n = 2; taken.has(address); n += 1)address = `${localPart}${n}@${domain}`;
            taken.add(address);
            return address;
        }
    };
}
function withTypo(email, random) {
    const at = email.lastIndexOf('@');
    const [local, domain] = [
        email.slice(0, at),
        email.slice(at)
    ];
    const places = [
        ...local
    ].flatMap((letter, index)=>{
        const following = local[index + 1];
        return following !== undefined && following !== letter && /[a-z]/.test(letter) && /[a-z]/.test(following) ? [
            index
        ] : [];
    });
    const place = random.sample(places, 1)[0] ?? 0;
    const [a = '', b = ''] = [
        local[place],
        local[place + 1]
    ];
    const spoilt = random.pick([
        `${b}${a}`,
        a,
        `${a}${a}${b}`
    ]);
    return `${local.slice(0, place)}${spoilt}${local.slice(place + 2)}${domain}`;
}
function withPlusTag(email, random) {
    return email.replace('@', `+${random.pick([
        'shop',
        'news',
        'orders',
        'work'
    ])}@`);
}
function withCapitals(email) {
    const at = email.lastIndexOf('@');
    const firm = email.slice(at + 1).split('.', 1)[0] ?? '';
    const capital = (text)=>text.replace(/(^|[._-])([a-z])/g, (all)=>all.toUpperCase());
    return `${capital(email.slice(0, at))}@${capital(firm)}${email.slice(at + 1 + firm.length)}`;
}
function withOtherDots(email) {
    const at = email.lastIndexOf('@');
    const local = email.slice(0, at);
    return `${local.includes('.') ? local.replaceAll('.', '') : `${local.slice(0, 1)}.${local.slice(1)}`}${email.slice(at)}`;
}
