// Showcase people whom something ties together that must not make them one, and some whom not every system knows.
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
    get tellBrigitte () {
        return tellBrigitte;
    },
    get tellLindqvists () {
        return tellLindqvists;
    },
    get tellNordlicht () {
        return tellNordlicht;
    },
    get tellTheTwoKowalskis () {
        return tellTheTwoKowalskis;
    }
});
function tellLindqvists(build) {
    const email = 'lindqvist@post.example.net';
    build.identity('erik-lindqvist', 'person', [
        'shared-family-mailbox'
    ]);
    build.identity('anna-lindqvist', 'person', [
        'shared-family-mailbox'
    ]);
    build.contact({
        person: 'erik-lindqvist',
        email,
        phone: '+46 8 465 004 21',
        firstName: 'Erik',
        lastName: 'Lindqvist',
        country: 'Sweden',
        lifecycleStage: 'customer',
        createdAt: build.ago(260)
    });
    const user = build.user({
        person: 'anna-lindqvist',
        name: 'Anna Lindqvist',
        email,
        phone: '+46846500421',
        phoneIsDirect: false,
        locale: 'sv',
        createdAt: build.ago(120)
    });
    build.ticket({
        requesterId: user.id,
        subject: 'Change of address',
        description: 'We moved! Please send everything to the new address.',
        status: 'open',
        createdAt: build.ago(2)
    }, []);
    const erik = build.customer({
        person: 'erik-lindqvist',
        firstName: 'Erik',
        lastName: 'Lindqvist',
        email,
        phone: '08-465 004 21',
        country: 'SE',
        createdAt: build.ago(250)
    });
    build.invoice({
        customerId: erik.id,
        currency: 'SEK',
        status: 'open',
        total: '1290.00',
        issuedOn: build.dayAgo(50),
        dueOn: build.dayAgo(20)
    });
    const anna = build.customer({
        person: 'anna-lindqvist',
        firstName: 'Anna',
        lastName: 'Lindqvist',
        email,
        phone: '08-465 004 21',
        country: 'SE',
        createdAt: build.ago(110)
    });
    build.invoice({
        customerId: anna.id,
        currency: 'SEK',
        status: 'paid',
        total: '490.00',
        paid: '490.00',
        issuedOn: build.dayAgo(100),
        dueOn: build.dayAgo(70)
    });
}
function tellBrigitte(build) {
    build.identity('brigitte-lacroix', 'person', [
        'billing-only'
    ]);
    const customer = build.customer({
        ...{
            person: 'brigitte-lacroix',
            firstName: 'Brigitte',
            lastName: 'Lacroix',
            email: 'brigitte.lacroix@inbox.example.org',
            phone: '01 99 00 17 17'
        },
        ...{
            street: '5 rue des Lilas',
            city: 'Paris',
            postalCode: '75011',
            country: 'FR',
            createdAt: build.ago(210)
        }
    });
    build.invoice({
        customerId: customer.id,
        status: 'open',
        total: '412.80',
        issuedOn: build.dayAgo(75),
        dueOn: build.dayAgo(45)
    });
}
function tellTheTwoKowalskis(build) {
    build.identity('maria-kowalski-chicago', 'person', [
        'same-name'
    ]);
    build.identity('maria-kowalski-berlin', 'person', [
        'same-name'
    ]);
    build.contact({
        person: 'maria-kowalski-chicago',
        email: 'maria.kowalski@granite-dental.example.com',
        phone: '(312) 555-0182',
        firstName: 'Maria',
        lastName: 'Kowalski',
        country: 'United States',
        lifecycleStage: 'customer',
        createdAt: build.ago(300)
    });
    const user = build.user({
        person: 'maria-kowalski-berlin',
        name: 'Maria Kowalski',
        email: 'm.kowalski@fastpost.example.com',
        phone: '+49 171 3920077',
        locale: 'de',
        createdAt: build.ago(80)
    });
    build.ticket({
        requesterId: user.id,
        subject: 'Passwort vergessen',
        description: 'Die Mail zum Zurücksetzen kommt nicht an.',
        status: 'pending',
        createdAt: build.ago(3)
    }, [
        {
            by: 'agent',
            at: build.ago(2, 22),
            body: 'Bitte schauen Sie auch im Spam-Ordner nach.'
        }
    ]);
}
function tellNordlicht(build) {
    build.identity('nordlicht-freight', 'organisation', [
        'role-mailbox'
    ]);
    const [person, email, name] = [
        'nordlicht-freight',
        'info@nordlicht-freight.example.com',
        'Nordlicht Freight GmbH'
    ];
    build.contact({
        person,
        email,
        phone: '+49 40 66969 300',
        company: name,
        country: 'Germany',
        lifecycleStage: 'customer',
        createdAt: build.ago(420)
    });
    const user = build.user({
        person,
        name,
        email,
        phone: '+494066969300',
        phoneIsDirect: false,
        organisation: name,
        locale: 'de',
        createdAt: build.ago(410)
    });
    build.ticket({
        requesterId: user.id,
        subject: 'Rechnung an neue Adresse',
        description: 'Bitte stellen Sie die Rechnungen auf unsere neue Anschrift aus.',
        status: 'solved',
        createdAt: build.ago(15),
        solvedAt: build.ago(14)
    }, [
        {
            by: 'agent',
            at: build.ago(14, 20),
            body: 'Gerne, ist geändert.'
        }
    ]);
    const customer = build.customer({
        person,
        company: name,
        email,
        phone: '040 66969-300',
        country: 'DE',
        taxId: 'DE999300300',
        createdAt: build.ago(400)
    });
    build.invoice({
        customerId: customer.id,
        status: 'paid',
        total: '5120.00',
        paid: '5120.00',
        issuedOn: build.dayAgo(95),
        dueOn: build.dayAgo(65)
    });
}
