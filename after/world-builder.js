// Collects the records of a world and gives each its number: those of CRM, helpdesk and billing here, those of shop, payments
// and marketing by the builders in their folders. It knows the systems' own rules (an address belongs to one live contact and
// to one live helpdesk user at most) and nothing of people or plots. Who is who is in the book.
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
    get AGENT_IDS () {
        return AGENT_IDS;
    },
    get createWorldBuilder () {
        return createWorldBuilder;
    }
});
const _book = require("./book");
const _builder = require("./marketing/builder");
const _builder1 = require("./payments/builder");
const _builder2 = require("./shop/builder");
const AGENT_IDS = [
    '9001',
    '9002',
    '9003',
    '9004'
];
const DAY_MS = 86_400_000;
function createWorldBuilder(seed, now) {
    const nowMs = Date.parse(now);
    const book = (0, _book.createBook)();
    const { know, nextId } = book;
    const world = {
        ...{
            seed,
            now: new Date(nowMs).toISOString()
        },
        crm: {
            contacts: [],
            companies: [],
            owners: [],
            deals: [],
            activities: []
        },
        helpdesk: {
            users: [],
            tickets: []
        },
        billing: {
            customers: [],
            invoices: []
        },
        shop: {
            customers: [],
            orders: [],
            staff: []
        },
        payments: {
            customers: [],
            invoices: [],
            subscriptions: [],
            charges: []
        },
        marketing: {
            profiles: [],
            events: [],
            lists: [],
            segments: [],
            campaigns: []
        },
        truth: book.truth
    };
    const taken = {
        crm: new Set(),
        helpdesk: new Set()
    };
    const claim = (system, email, gone)=>{
        if (email === null || email === undefined || email.trim() === '') return email ?? null;
        if (gone) return email;
        const address = email.toLowerCase();
        if (taken[system].has(address)) return null;
        taken[system].add(address);
        return address;
    };
    const ago = (days, hours = 0)=>new Date(nowMs - days * DAY_MS - hours * 3_600_000).toISOString();
    return {
        ago,
        dayAgo: (days)=>ago(days).slice(0, 10),
        identity: (id, kind, cases = [])=>book.identity(id, kind, cases),
        addCases: book.addCases,
        owner: (owner)=>push(world.crm.owners, {
                ...owner,
                id: nextId('owner')
            }),
        company: (company)=>push(world.crm.companies, {
                domain: null,
                industry: null,
                employees: null,
                updatedAt: company.createdAt,
                ...company,
                id: nextId('company')
            }),
        contact: (contact)=>{
            const id = nextId('contact');
            const archived = contact.archived ?? false;
            know(contact.person, `hubspot:contact:${id}`, archived);
            return push(world.crm.contacts, {
                ...{
                    phone: null,
                    mobile: null,
                    firstName: null,
                    lastName: null,
                    company: null,
                    companyId: null,
                    jobTitle: null,
                    street: null,
                    city: null,
                    postalCode: null
                },
                ...{
                    country: null,
                    lifecycleStage: 'lead',
                    leadStatus: null,
                    leadSource: null,
                    ownerId: null,
                    language: null,
                    updatedAt: contact.createdAt,
                    mergedIds: []
                },
                ...{
                    archived,
                    custom: {}
                },
                ...contact,
                ...{
                    id,
                    email: claim('crm', contact.email, archived)
                },
                additionalEmails: (contact.additionalEmails ?? []).filter((email)=>claim('crm', email, archived) !== null)
            });
        },
        deal: (deal)=>push(world.crm.deals, {
                amount: null,
                currency: 'EUR',
                closeDate: null,
                ownerId: null,
                updatedAt: deal.createdAt,
                ...deal,
                id: nextId('deal')
            }),
        activity: (activity)=>push(world.crm.activities, {
                subject: null,
                body: null,
                ownerId: null,
                ...activity,
                id: nextId('activity')
            }),
        user: (user)=>{
            const id = nextId('user');
            const deleted = user.deleted ?? false;
            know(user.person, `zendesk:user:${id}`, deleted);
            return push(world.helpdesk.users, {
                ...{
                    phone: null,
                    phoneIsDirect: true,
                    externalId: null,
                    verified: true,
                    organisation: null,
                    locale: 'en-US',
                    updatedAt: user.createdAt,
                    mergedIds: []
                },
                ...{
                    deleted
                },
                ...user,
                ...{
                    id,
                    email: claim('helpdesk', user.email, deleted)
                },
                additionalEmails: (user.additionalEmails ?? []).filter((email)=>claim('helpdesk', email, deleted) !== null)
            });
        },
        ticket: (ticket, replies)=>{
            const id = nextId('ticket');
            const agentId = AGENT_IDS[Number(id) % AGENT_IDS.length] ?? AGENT_IDS[0];
            const first = {
                at: ticket.createdAt,
                body: ticket.description,
                public: true,
                authorId: ticket.requesterId
            };
            const comments = [
                first,
                ...replies.map((reply)=>({
                        at: reply.at,
                        body: reply.body,
                        public: reply.public ?? true,
                        authorId: reply.by === 'agent' ? agentId : ticket.requesterId
                    }))
            ].map((comment)=>({
                    id: nextId('comment'),
                    ...comment
                }));
            return push(world.helpdesk.tickets, {
                ...{
                    priority: 'normal',
                    channel: 'email',
                    tags: [],
                    updatedAt: comments.at(-1)?.at ?? ticket.createdAt,
                    solvedAt: null,
                    slaBreachAt: null
                },
                ...{
                    rating: {
                        score: 'unoffered',
                        comment: null,
                        at: null
                    }
                },
                firstReplyAt: replies.find((reply)=>reply.by === 'agent' && reply.public !== false)?.at ?? null,
                ...ticket,
                ...{
                    id,
                    comments
                }
            });
        },
        customer: (customer)=>{
            const id = nextId('customer');
            know(customer.person, `sql:customer:${id}`, false);
            return push(world.billing.customers, {
                ...{
                    firstName: null,
                    lastName: null,
                    company: null,
                    email: null,
                    phone: null,
                    street: null,
                    city: null,
                    postalCode: null,
                    country: null,
                    taxId: null
                },
                ...{
                    updatedAt: customer.createdAt
                },
                ...customer,
                id
            });
        },
        invoice: (invoice)=>{
            const id = nextId('invoice');
            const number = `R-${invoice.issuedOn.slice(0, 4)}-${id.padStart(6, '0')}`;
            return push(world.billing.invoices, {
                currency: 'EUR',
                paid: '0',
                ...invoice,
                id: number,
                number
            });
        },
        mergedInto: (record)=>{
            const isUser = 'locale' in record;
            const id = nextId(isUser ? 'user' : 'contact');
            record.mergedIds.push(id);
            know(record.person, isUser ? `zendesk:user:${id}` : `hubspot:contact:${id}`, true);
        },
        shop: (0, _builder2.createShopBuilder)(book, world.shop),
        payments: (0, _builder1.createPaymentBuilder)(book, world.payments),
        marketing: (0, _builder.createMarketingBuilder)(book, world.marketing),
        build: ()=>world
    };
}
function push(list, item) {
    list.push(item);
    return item;
}
