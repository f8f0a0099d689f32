// What the payment system has on a person: one customer or, as nothing there keeps two customers from having one address,
// several, and the deleted one that the cases tell of.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "writePaymentCustomers", {
    enumerable: true,
    get: function() {
        return writePaymentCustomers;
    }
});
const _spelling = require("../spelling");
function writePaymentCustomers(build, random, one) {
    const { person, contact, isOrganisation } = one;
    const { cases, culture, firm, plot, knownForDays } = person;
    const sinceDays = random.int(plot === 'churned' ? knownForDays - 60 : Math.max(3, Math.floor(knownForDays / 2)), knownForDays);
    const email = (0, _spelling.emailIn)(person, 'payments', random);
    const phone = (0, _spelling.phoneIn)(person, (0, _spelling.oneNumber)(person), 'payments', random);
    const fullName = (0, _spelling.oneLineName)(person, (0, _spelling.nameIn)(person, 'payments', random), random);
    const isFirm = firm !== null && (isOrganisation || random.chance(0.15));
    const common = {
        ...{
            person: person.id,
            email,
            country: culture.country,
            currency: culture.currency.toLowerCase()
        },
        name: isFirm ? firm.name : (0, _spelling.isNamelessIn)('payments', person) ? null : fullName,
        description: isFirm && !isOrganisation ? `Contact: ${fullName}` : null
    };
    const customer = build.payments.customer({
        ...{
            ...common,
            createdAt: build.ago(sinceDays, random.next() * 20)
        },
        ...random.chance(0.7) ? {
            street: person.street || null,
            city: person.city,
            postalCode: person.postalCode
        } : {},
        phone: email === null || cases.size > 0 || random.chance(0.6) ? phone : null,
        metadata: cases.has('crm-id-in-payments') && contact !== null ? {
            hubspot_contact: contact.id
        } : {},
        preferredLocale: random.chance(0.5) ? culture.language : null,
        taxId: firm !== null && (isFirm || random.chance(0.3)) ? firm.taxId : null
    });
    const further = cases.has('several-payment-customers') ? random.weighted({
        1: 3,
        2: 1
    }) : 0;
    const others = Array.from({
        length: Number(further)
    }, ()=>{
        const since = random.int(Math.min(2, sinceDays), sinceDays);
        return {
            customer: build.payments.customer({
                ...common,
                createdAt: build.ago(since)
            }),
            sinceDays: since
        };
    });
    if (cases.has('deleted-payment-customer')) build.payments.customer({
        ...common,
        createdAt: build.ago(knownForDays + 100),
        deleted: true
    });
    return [
        {
            customer,
            sinceDays
        },
        ...others
    ];
}
