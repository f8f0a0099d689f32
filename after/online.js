// Shop, payments and marketing tell the same people's story: who is known there is decided, the hard cases are dealt out, then
// each system writes its records and what happened. Comes after CRM, helpdesk and billing, which know nothing of it.
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
    get openOnlineSystems () {
        return openOnlineSystems;
    },
    get tellOnline () {
        return tellOnline;
    }
});
const _campaigns = require("./marketing/campaigns");
const _events = require("./marketing/events");
const _profiles = require("./marketing/profiles");
const _onlinecases = require("./online-cases");
const _customers = require("./payments/customers");
const _story = require("./payments/story");
const _prices = require("./prices");
const _recordwriters = require("./record-writers");
const _customers1 = require("./shop/customers");
const _orders = require("./shop/orders");
function openOnlineSystems(build, owners) {
    const staff = owners.map(({ email, firstName, lastName })=>build.shop.staff({
            email,
            firstName,
            lastName
        }));
    return {
        staff,
        marketing: (0, _campaigns.planCampaigns)(build)
    };
}
function tellOnline(build, random, { population, written, organisations, owners, online }) {
    const before = new Map(population.people.map(({ id, cases })=>[
            id,
            cases.size
        ]));
    (0, _onlinecases.joinOnlineSystems)(random, [
        ...population.people,
        ...organisations.map(({ person })=>person)
    ]);
    const strangers = (0, _onlinecases.inventStrangers)(random, population);
    (0, _onlinecases.dealOutOnlineCases)(random, [
        ...population.people,
        ...strangers
    ]);
    for (const { id, cases } of population.people)build.addCases(id, [
        ...cases
    ].slice(before.get(id)));
    for (const { id, cases } of strangers)build.identity(id, 'person', [
        ...cases
    ]);
    const cast = [
        ...written,
        ...strangers.map(_recordwriters.unwritten),
        ...organisations
    ].map((one)=>({
            ...one,
            isOrganisation: organisations.includes(one),
            consent: (0, _onlinecases.consentOf)(random, one.person),
            owner: owners.find(({ id })=>id === one.contact?.ownerId) ?? null
        }));
    const spent = new Map(cast.map((one)=>[
            one,
            one.person.systems.shop ? tellShop(build, random, one, online.staff) : 0
        ]));
    for (const one of cast){
        if (!one.person.systems.payments) continue;
        (0, _customers.writePaymentCustomers)(build, random, one).forEach((payer, turn)=>(0, _story.tellPayments)({
                build,
                random,
                one,
                payer
            }, turn));
    }
    for (const one of cast){
        if (!one.person.systems.marketing) continue;
        const { plot } = one.person;
        for (const profile of (0, _profiles.writeProfiles)(build, random, one))(0, _events.tellMarketing)({
            build,
            random,
            house: online.marketing,
            plot,
            written: profile
        }, spent.get(one) ?? 0);
    }
}
/** Answers how much they spent, in euros, roughly. */ function tellShop(build, random, one, staff) {
    const orders = (0, _customers1.writeShopCustomers)(build, random, one).flatMap((customer)=>(0, _orders.tellOrders)({
            build,
            random,
            one,
            staff
        }, customer));
    return orders.reduce((sum, { total, refunded, currency })=>sum + (0, _prices.inEuros)(Number(total) - Number(refunded), currency), 0);
}
