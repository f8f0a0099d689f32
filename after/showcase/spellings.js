// Showcase people whom every system spells in its own way: they must be found to be one all the same.
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
    get tellJoao () {
        return tellJoao;
    },
    get tellJuergen () {
        return tellJuergen;
    },
    get tellMisaki () {
        return tellMisaki;
    },
    get tellRobert () {
        return tellRobert;
    }
});
function tellJuergen(build, ownerId) {
    build.identity('juergen-mueller', 'person', [
        'accents-dropped',
        'upper-case-email',
        'local-phone-format'
    ]);
    const email = 'juergen.mueller@ostwind-logistics.example.com';
    const contact = build.contact({
        ...{
            person: 'juergen-mueller',
            email,
            phone: '+49 (0)30 23125017',
            firstName: 'Jürgen',
            lastName: 'Müller',
            company: 'Ostwind Logistics GmbH',
            jobTitle: 'Warehouse Lead'
        },
        ...{
            street: 'Lindenstraße 8',
            city: 'Berlin',
            postalCode: '10999',
            country: 'Germany',
            lifecycleStage: 'customer',
            ownerId,
            language: 'de',
            createdAt: build.ago(500),
            updatedAt: build.ago(30)
        }
    });
    build.deal({
        contactIds: [
            contact.id
        ],
        name: 'Ostwind Logistics – Beacon sensors',
        stage: 'closedwon',
        amount: '7300',
        ownerId,
        createdAt: build.ago(480),
        closeDate: build.ago(450)
    });
    const user = build.user({
        person: 'juergen-mueller',
        name: 'Juergen Mueller',
        email,
        phone: '030 23125017',
        locale: 'de',
        createdAt: build.ago(430)
    });
    build.ticket({
        requesterId: user.id,
        subject: 'Sensor meldet sich nicht mehr',
        description: 'Guten Tag, seit gestern fehlt ein Sensor in der Übersicht.',
        status: 'open',
        createdAt: build.ago(1),
        slaBreachAt: build.ago(-2)
    }, []);
    const customer = build.customer({
        ...{
            person: 'juergen-mueller',
            firstName: 'Jurgen',
            lastName: 'Muller',
            company: 'Ostwind Logistics GmbH',
            email: email.toUpperCase(),
            phone: '030 / 231 25017'
        },
        ...{
            street: 'Lindenstr. 8',
            city: 'Berlin',
            postalCode: '10999',
            country: 'DE',
            taxId: 'DE999200017',
            createdAt: build.ago(440)
        }
    });
    build.invoice({
        customerId: customer.id,
        status: 'paid',
        total: '890.00',
        paid: '890.00',
        issuedOn: build.dayAgo(45),
        dueOn: build.dayAgo(15)
    });
}
function tellRobert(build, ownerId) {
    build.identity('robert-fletcher', 'person', [
        'nickname',
        'duplicate-crm-contact'
    ]);
    const person = 'robert-fletcher';
    const email = 'robert.fletcher@kestrel-bikes.example.com';
    build.contact({
        person,
        email,
        mobile: '+44 7455 550612',
        firstName: 'Robert',
        lastName: 'Fletcher',
        country: 'United Kingdom',
        lifecycleStage: 'customer',
        ownerId,
        createdAt: build.ago(700)
    });
    build.contact({
        person,
        email: 'bob.fletcher@mail.example.com',
        mobile: '07455 550612',
        firstName: 'Bob',
        lastName: 'Fletcher',
        country: 'UK',
        lifecycleStage: 'lead',
        createdAt: build.ago(90)
    });
    const user = build.user({
        person,
        name: 'Bob Fletcher',
        email,
        phone: '+447455550612',
        locale: 'en-GB',
        createdAt: build.ago(300)
    });
    build.ticket({
        requesterId: user.id,
        subject: 'Where is my order?',
        description: 'Tracking has said "in transit" for nine days now.',
        status: 'new',
        priority: 'high',
        createdAt: build.ago(0, 5),
        slaBreachAt: build.ago(0, -19)
    }, []);
    const customer = build.customer({
        person,
        firstName: 'Robert',
        lastName: 'Fletcher',
        email,
        phone: '07455 550 612',
        country: 'GB',
        createdAt: build.ago(690)
    });
    build.invoice({
        customerId: customer.id,
        currency: 'GBP',
        status: 'open',
        total: '149.00',
        issuedOn: build.dayAgo(10),
        dueOn: build.dayAgo(-20)
    });
}
function tellMisaki(build) {
    build.identity('misaki-sato', 'person', [
        'romanised-name'
    ]);
    const [person, email] = [
        'misaki-sato',
        'misaki.sato@sakura-optics.example.net'
    ];
    build.contact({
        person,
        email,
        mobile: '+81 90 5550 8801',
        firstName: '美咲',
        lastName: '佐藤',
        company: 'Sakura Optics K.K.',
        country: 'Japan',
        language: 'ja',
        lifecycleStage: 'customer',
        createdAt: build.ago(365)
    });
    const user = build.user({
        person,
        name: 'Misaki Sato',
        email,
        phone: '+819055508801',
        locale: 'ja',
        createdAt: build.ago(200)
    });
    build.ticket({
        requesterId: user.id,
        subject: 'センサーの追加について',
        description: 'お世話になっております。手順を教えてください。',
        status: 'solved',
        createdAt: build.ago(8),
        solvedAt: build.ago(7),
        rating: {
            score: 'good',
            comment: null,
            at: build.ago(7)
        }
    }, [
        {
            by: 'agent',
            at: build.ago(7, 20),
            body: '手順書をお送りします。'
        }
    ]);
    const customer = build.customer({
        person,
        firstName: 'Misaki',
        lastName: 'Sato',
        company: 'Sakura Optics K.K.',
        email,
        phone: '090-5550-8801',
        country: 'JP',
        createdAt: build.ago(350)
    });
    build.invoice({
        customerId: customer.id,
        currency: 'JPY',
        status: 'paid',
        total: '88000',
        paid: '88000',
        issuedOn: build.dayAgo(70),
        dueOn: build.dayAgo(40)
    });
}
function tellJoao(build, ownerId) {
    build.identity('joao-almeida', 'person', [
        'brazil-ninth-digit',
        'changed-email'
    ]);
    const person = 'joao-almeida';
    const email = 'joao.almeida@tamarind-hotels.example.com';
    const contact = build.contact({
        person,
        email,
        mobile: '+55 11 97555-9901',
        firstName: 'João',
        lastName: 'Almeida',
        company: 'Tamarind Hotels Ltda',
        country: 'Brazil',
        language: 'pt-br',
        lifecycleStage: 'opportunity',
        ownerId,
        createdAt: build.ago(600)
    });
    build.deal({
        contactIds: [
            contact.id
        ],
        name: 'Tamarind Hotels – Harbour dashboard',
        stage: 'qualifiedtobuy',
        amount: '54000',
        currency: 'BRL',
        ownerId,
        createdAt: build.ago(25),
        closeDate: build.ago(-30)
    });
    const customer = build.customer({
        person,
        firstName: 'João',
        lastName: 'Almeida',
        email: 'jalmeida@web.example.net',
        phone: '(11) 7555-9901',
        country: 'BR',
        createdAt: build.ago(580)
    });
    build.invoice({
        customerId: customer.id,
        currency: 'BRL',
        status: 'partial',
        total: '3200.00',
        paid: '1200.00',
        issuedOn: build.dayAgo(64),
        dueOn: build.dayAgo(34)
    });
}
