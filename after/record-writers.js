// What CRM, helpdesk and billing have on a person: the truth, spoilt as the person's cases say (`spelling.ts`), and the further
// records the cases tell of. What shop, payments and marketing have is written in their folders.
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
    get unwritten () {
        return unwritten;
    },
    get writeContact () {
        return writeContact;
    },
    get writeCustomer () {
        return writeCustomer;
    },
    get writeUser () {
        return writeUser;
    }
});
const _emailaddresses = require("./email-addresses");
const _spelling = require("./spelling");
function unwritten(person) {
    return {
        person,
        contact: null,
        user: null,
        customer: null
    };
}
const STAGES = {
    lead: [
        'subscriber',
        'lead',
        'lead',
        'marketingqualifiedlead'
    ],
    prospect: [
        'salesqualifiedlead',
        'opportunity',
        'opportunity'
    ],
    happy: [
        'customer',
        'customer',
        'customer',
        'evangelist'
    ],
    late: [
        'customer'
    ],
    angry: [
        'customer'
    ],
    churned: [
        'other',
        'customer'
    ],
    'billing-only': [
        'customer'
    ],
    'helpdesk-only': [
        'other'
    ]
};
function writeContact(build, random, person, house) {
    const { cases, firm, culture } = person;
    const name = (0, _spelling.nameIn)(person, 'crm', random);
    const createdAt = build.ago(person.knownForDays, random.next() * 23);
    const nameless = cases.has('missing-name');
    const extension = cases.has('phone-extension') ? random.pick([
        ' ext. 12',
        ' x204',
        ' ext 7',
        ' x33'
    ]) : '';
    const landline = (0, _spelling.phoneIn)(person, person.landline, 'crm', random);
    const hasOwner = person.plot !== 'lead' || random.chance(0.3);
    const contact = build.contact({
        ...{
            person: person.id,
            createdAt,
            updatedAt: build.ago(random.int(0, Math.min(person.knownForDays - 2, 400)), random.next() * 23)
        },
        email: (0, _spelling.emailIn)(person, 'crm', random),
        additionalEmails: cases.has('old-email-kept') ? [
            person.otherEmail
        ] : [],
        phone: landline === null ? null : `${landline}${extension}`,
        mobile: (0, _spelling.phoneIn)(person, person.mobile, 'crm', random),
        firstName: nameless ? null : name.first,
        lastName: nameless ? null : name.last,
        company: firm?.name ?? null,
        companyId: firm === null ? null : house.companyIdOf(firm.domain),
        jobTitle: cases.has('blank-strings') ? '' : person.jobTitle,
        ...random.chance(0.7) ? {
            street: person.street,
            city: person.city,
            postalCode: person.postalCode
        } : {
            street: null,
            city: null,
            postalCode: null
        },
        country: random.chance(0.8) ? culture.countryNames[0] : random.pick(culture.countryNames),
        lifecycleStage: random.pick(STAGES[person.plot]),
        leadStatus: person.plot === 'lead' ? random.pick([
            'NEW',
            'ATTEMPTED_TO_CONTACT',
            'CONNECTED',
            'UNQUALIFIED'
        ]) : person.plot === 'prospect' ? 'OPEN_DEAL' : null,
        leadSource: random.pick([
            'ORGANIC_SEARCH',
            'REFERRALS',
            'PAID_SEARCH',
            'DIRECT_TRAFFIC',
            'EMAIL_MARKETING',
            'OFFLINE'
        ]),
        ownerId: hasOwner ? random.pick(house.owners).id : null,
        language: random.chance(0.75) ? culture.language.toLowerCase() : null,
        custom: random.chance(0.4) ? {
            customer_tier: random.pick([
                'bronze',
                'silver',
                'gold'
            ]),
            preferred_channel: random.pick([
                'phone',
                'email',
                'video'
            ])
        } : {}
    });
    if (cases.has('merged-crm-contact')) build.mergedInto(contact);
    if (cases.has('duplicate-crm-contact')) {
        build.contact({
            ...{
                person: person.id,
                createdAt: build.ago(Math.floor(person.knownForDays / 3)),
                email: person.otherEmail,
                firstName: name.first,
                lastName: name.last
            },
            ...{
                mobile: (0, _spelling.phoneIn)(person, person.mobile, 'crm', random),
                country: culture.countryNames[0],
                leadSource: 'OFFLINE',
                lifecycleStage: 'lead'
            }
        });
    }
    if (cases.has('archived-crm-contact')) {
        build.contact({
            ...{
                person: person.id,
                createdAt: build.ago(person.knownForDays + 200),
                email: person.otherEmail,
                firstName: name.first,
                lastName: name.last,
                archived: true
            }
        });
    }
    return contact;
}
function writeUser(build, random, person, contact) {
    const { cases, culture } = person;
    const name = (0, _spelling.oneLineName)(person, (0, _spelling.nameIn)(person, 'helpdesk', random), random);
    const phone = (0, _spelling.oneNumber)(person);
    const createdAt = build.ago(random.int(Math.floor(person.knownForDays / 2), person.knownForDays), random.next() * 23);
    const sharesPhone = !(phone?.mobile ?? true) && (cases.has('shared-office-phone') || cases.has('shared-family-mailbox'));
    const user = build.user({
        ...{
            person: person.id,
            name,
            createdAt,
            locale: culture.locale
        },
        email: (0, _spelling.emailIn)(person, 'helpdesk', random),
        phone: random.chance(0.8) || cases.size > 0 ? (0, _spelling.phoneIn)(person, phone, 'helpdesk', random) : null,
        phoneIsDirect: !sharesPhone || random.chance(0.3),
        externalId: cases.has('crosswalk-id') ? contact?.id ?? null : null,
        verified: random.chance(0.85),
        organisation: person.firm?.name ?? null
    });
    if (cases.has('merged-helpdesk-user')) build.mergedInto(user);
    if (cases.has('two-helpdesk-users')) {
        build.user({
            ...{
                person: person.id,
                name,
                createdAt: build.ago(random.int(1, 30)),
                locale: culture.locale,
                verified: false
            },
            email: cases.has('changed-email') || cases.has('duplicate-crm-contact') ? (0, _emailaddresses.withPlusTag)(person.otherEmail, random) : person.otherEmail,
            phone: (0, _spelling.phoneIn)(person, phone, 'helpdesk', random)
        });
    }
    if (cases.has('deleted-helpdesk-user')) {
        build.user({
            person: person.id,
            name,
            createdAt: build.ago(person.knownForDays + 90),
            email: person.otherEmail,
            deleted: true
        });
    }
    return user;
}
function writeCustomer(build, random, person) {
    const { cases, firm } = person;
    const { first, last } = (0, _spelling.nameIn)(person, 'billing', random);
    const blank = cases.has('blank-strings') ? random.pick([
        '',
        ' '
    ]) : null;
    const createdAt = build.ago(random.int(person.knownForDays - 20, person.knownForDays), random.next() * 23);
    const row = {
        ...{
            person: person.id,
            createdAt,
            updatedAt: build.ago(random.next() * 4),
            firstName: first,
            lastName: last
        },
        ...{
            company: firm?.name ?? blank,
            email: (0, _spelling.emailIn)(person, 'billing', random),
            street: person.street,
            city: person.city,
            postalCode: person.postalCode
        },
        phone: random.chance(0.75) || cases.size > 0 ? (0, _spelling.phoneIn)(person, (0, _spelling.oneNumber)(person), 'billing', random) : blank,
        country: person.culture.country,
        taxId: cases.has('blank-strings') ? blank : firm !== null && random.chance(0.7) ? firm.taxId : null
    };
    const customer = build.customer(row);
    if (cases.has('two-billing-accounts')) build.customer({
        ...row,
        createdAt: build.ago(20),
        updatedAt: build.ago(10),
        company: null,
        taxId: null,
        street: null
    });
    return customer;
}
