// What the marketing system has on a person: the profile by their address, and the second one that the cases tell of.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "writeProfiles", {
    enumerable: true,
    get: function() {
        return writeProfiles;
    }
});
const _spelling = require("../spelling");
function writeProfiles(build, random, one) {
    const { person, contact, consent } = one;
    const { cases, knownForDays } = person;
    const externalId = cases.has('crm-id-in-marketing') ? contact?.id ?? null : null;
    const points = pointsOf(build, random, person);
    const sinceDays = random.int(Math.max(2, Math.floor(knownForDays / 2)), knownForDays);
    const first = writeProfile(build, random, one, {
        ...points,
        externalId
    }, consent, sinceDays);
    if (cases.has('bounced-address') || points.email !== null && cases.has('email-typo') && points.email !== person.email) {
        first.bouncedDays = random.int(1, sinceDays);
        first.profile.suppressed = {
            reason: 'HARD_BOUNCE',
            at: build.ago(first.bouncedDays, -1)
        };
    }
    const second = secondPoints(one);
    if (second === null) return [
        first
    ];
    const contrary = consent === 'SUBSCRIBED' ? 'UNSUBSCRIBED' : 'SUBSCRIBED';
    const phone = (0, _spelling.phoneIn)(person, person.mobile, 'marketing', random);
    return [
        first,
        writeProfile(build, random, one, {
            ...second,
            phone
        }, contrary, random.int(Math.min(30, knownForDays), knownForDays))
    ];
}
/** A second profile takes the number with it, which ties it to the rest; null = there is none. */ function secondPoints({ person: { cases, otherEmail } }) {
    if (cases.has('two-marketing-profiles')) return {
        email: otherEmail,
        externalId: null
    };
    return cases.has('marketing-by-phone') ? {
        email: null,
        externalId: null
    } : null;
}
/** At least one of the two that no other profile has. */ function pointsOf(build, random, person) {
    const { cases } = person;
    const said = (0, _spelling.emailIn)(person, 'marketing', random);
    const phone = (0, _spelling.phoneIn)(person, (0, _spelling.oneNumber)(person), 'marketing', random);
    if (cases.has('two-marketing-profiles')) return {
        email: person.email,
        phone: null
    };
    if (cases.has('marketing-by-phone')) return {
        email: said,
        phone: null
    };
    const email = said !== null && build.marketing.isTaken(said) ? null : said;
    const free = phone !== null && !build.marketing.isTaken(phone) ? phone : null;
    if (email === null && free === null) return {
        email: person.email,
        phone: null
    };
    const spoilt = email !== person.email;
    return {
        email,
        phone: spoilt || random.chance(0.3) ? free : null
    };
}
function writeProfile(build, random, { person, isOrganisation }, points, given, sinceDays) {
    const { culture, firm } = person;
    const consent = points.email === null ? 'NEVER_SUBSCRIBED' : given;
    const { first, last } = (0, _spelling.nameIn)(person, 'marketing', random);
    // Who signs up for a newsletter gives an address, and a name at times.
    const nameless = isOrganisation || (0, _spelling.isNamelessIn)('marketing', person) || person.plot === 'lead' && random.chance(0.3);
    const saidDays = consent === 'NEVER_SUBSCRIBED' ? null : consent === 'SUBSCRIBED' ? sinceDays : random.int(0, sinceDays - 1);
    const createdAt = build.ago(sinceDays, random.next() * 20);
    const method = consent === 'UNSUBSCRIBED' ? 'Unsubscribe link' : random.pick([
        'Footer form',
        'Checkout',
        'Import',
        'Landing page'
    ]);
    const emailConsent = saidDays === null ? {
        state: 'NEVER_SUBSCRIBED',
        at: null,
        method: null
    } : {
        state: consent,
        at: consent === 'SUBSCRIBED' ? createdAt : build.ago(saidDays),
        method
    };
    const texted = points.phone !== null && (points.email === null || random.chance(0.5));
    const profile = build.marketing.profile({
        ...{
            ...points,
            person: person.id,
            createdAt,
            updatedAt: emailConsent.at ?? createdAt,
            emailConsent
        },
        ...texted ? {
            smsConsent: {
                state: 'SUBSCRIBED',
                at: createdAt,
                method: 'Checkout'
            }
        } : {},
        ...nameless ? {} : {
            firstName: first,
            lastName: last
        },
        organization: firm !== null && (isOrganisation || random.chance(0.5)) ? firm.name : null,
        title: firm !== null && random.chance(0.4) ? person.jobTitle : null,
        ...random.chance(0.5) ? {
            city: person.city,
            postalCode: person.postalCode
        } : {},
        country: random.chance(0.8) ? culture.countryNames[0] : null,
        locale: random.chance(0.7) ? culture.language : null,
        custom: random.chance(0.3) ? {
            interest: random.pick([
                'cold chain',
                'humidity',
                'energy',
                'audits'
            ])
        } : {}
    });
    return {
        profile,
        sinceDays,
        saidDays,
        bouncedDays: null
    };
}
