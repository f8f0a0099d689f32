// What the shop has on a person: an account or a guest, and the second customer that the cases tell of.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "writeShopCustomers", {
    enumerable: true,
    get: function() {
        return writeShopCustomers;
    }
});
const _phonenumbers = require("../phone-numbers");
const _spelling = require("../spelling");
function writeShopCustomers(build, random, one) {
    const { person, isOrganisation } = one;
    const { cases, culture, firm } = person;
    const sinceDays = sinceOf(person, random);
    const known = {
        ...{
            person: person.id,
            countryCode: culture.country,
            locale: culture.language
        },
        ...namesOf(one, random),
        ...{
            company: firm !== null && (isOrganisation || random.chance(0.7)) ? firm.name : null
        },
        ...random.chance(0.9) ? {
            street: person.street || null,
            city: person.city,
            postalCode: person.postalCode
        } : {}
    };
    const besideAccount = cases.has('guest-beside-account');
    const trial = person.plot === 'lead' || person.plot === 'prospect';
    const points = pointsOf(build, random, person);
    const createdAt = build.ago(sinceDays, random.next() * 20);
    const consents = consentsOf(build, random, one, points, sinceDays);
    const customer = build.shop.customer({
        ...{
            ...known,
            ...points,
            ...consents,
            createdAt,
            updatedAt: consents.emailConsent.at ?? createdAt
        },
        hasAccount: besideAccount || !trial && random.chance(0.75),
        tags: tagsOf(one, random),
        note: person.plot === 'angry' && random.chance(0.4) ? 'Call before sending a replacement.' : null
    });
    const written = [
        {
            customer,
            sinceDays
        }
    ];
    if (!besideAccount) return written;
    const guestSince = random.int(1, sinceDays);
    const guest = build.shop.customer({
        ...{
            ...known,
            hasAccount: false,
            createdAt: build.ago(guestSince),
            company: null
        },
        email: random.chance(0.5) ? person.otherEmail : null,
        phone: (0, _spelling.phoneIn)(person, person.mobile, 'shop', random)
    });
    return [
        ...written,
        {
            customer: guest,
            sinceDays: guestSince
        }
    ];
}
/** Somebody who left did so long after they came. */ function sinceOf({ plot, knownForDays }, random) {
    return random.int(plot === 'churned' ? knownForDays - 60 : Math.max(3, Math.floor(knownForDays / 2)), knownForDays);
}
function namesOf({ person, isOrganisation }, random) {
    if (isOrganisation || (0, _spelling.isNamelessIn)('shop', person)) return {
        firstName: null,
        lastName: null
    };
    const { first, last } = (0, _spelling.nameIn)(person, 'shop', random);
    return {
        firstName: first,
        lastName: last
    };
}
/** At least one of the two that no other customer has; the second customer takes the number with it. */ function pointsOf(build, random, person) {
    const { cases } = person;
    const wished = (0, _spelling.emailIn)(person, 'shop', random);
    const number = (0, _spelling.oneNumber)(person);
    const phone = (0, _spelling.phoneIn)(person, number, 'shop', random);
    const free = phone !== null && !build.shop.isTaken(phone) ? phone : null;
    if (cases.has('guest-beside-account')) return {
        email: wished,
        phone: null
    };
    if (cases.has('shop-phone-only')) return {
        email: null,
        phone: number === null ? null : (0, _phonenumbers.toE164)(number)
    };
    const email = wished !== null && build.shop.isTaken(wished) ? null : wished;
    if (email === null && free === null) return {
        email: person.email,
        phone: null
    };
    return {
        email,
        phone: email === null || cases.size > 0 || random.chance(0.5) ? free : null
    };
}
function tagsOf({ person, isOrganisation }, random) {
    const tags = isOrganisation || person.firm !== null && random.chance(0.6) ? [
        'b2b'
    ] : [];
    return person.plot === 'happy' && random.chance(0.15) ? [
        ...tags,
        'vip'
    ] : tags;
}
/** The shop says what the marketing system says, or, where the case tells so, the contrary. */ function consentsOf(build, random, { person, consent }, { email, phone }, sinceDays) {
    const said = person.cases.has('consent-disagrees') ? consent === 'SUBSCRIBED' ? 'UNSUBSCRIBED' : 'SUBSCRIBED' : consent;
    const at = build.ago(random.int(0, sinceDays - 1), random.next() * 20);
    const text = random.chance(0.3);
    return {
        emailConsent: said === 'NEVER_SUBSCRIBED' || email === null ? {
            state: 'NOT_SUBSCRIBED',
            at: null
        } : {
            state: said,
            at
        },
        smsConsent: phone === null ? null : text ? {
            state: 'SUBSCRIBED',
            at
        } : {
            state: 'NOT_SUBSCRIBED',
            at: null
        }
    };
}
