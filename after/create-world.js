// Makes a whole pretend world from a seed. The same options give the same world, on every machine; nothing is read from
// the clock or from the environment.
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
    get createWorld () {
        return createWorld;
    },
    get writeEverybody () {
        return writeEverybody;
    }
});
const _hardcases = require("./hard-cases");
const _house = require("./house");
const _organisations = require("./organisations");
const _online = require("./online");
const _people = require("./people");
const _random = require("./random");
const _recordwriters = require("./record-writers");
const _showcase = require("./showcase");
const _stories = require("./stories");
const _worldbuilder = require("./world-builder");
/** Shop, payments and marketing draw from a stream of their own, so that the other systems of a seed are the same without them. */ const ONLINE_STREAM = 0x0a11_1e5e;
function createWorld({ seed, people: count, now }) {
    const build = (0, _worldbuilder.createWorldBuilder)(seed, now);
    const random = (0, _random.createRandom)(seed);
    const owners = (0, _house.hireOwners)(build);
    const online = (0, _online.openOnlineSystems)(build, owners);
    (0, _showcase.tellShowcase)(build, owners, online);
    const population = (0, _people.createPopulation)(random, Math.max(0, count - _showcase.SHOWCASE_COUNT));
    (0, _hardcases.dealOutCases)(random, population);
    const written = writeEverybody(build, random, population.people, owners, population.firms);
    const organisations = (0, _organisations.tellOrganisations)(build, random, population.firms, population.people.length);
    (0, _online.tellOnline)(build, (0, _random.createRandom)(seed ^ ONLINE_STREAM), {
        population,
        written,
        organisations,
        owners,
        online
    });
    return build.build();
}
function writeEverybody(build, random, people, owners, firms) {
    const employers = new Set(people.filter((person)=>person.systems.crm).map((person)=>person.firm?.domain));
    const companyIds = new Map(firms.filter((firm)=>employers.has(firm.domain)).map((firm)=>{
        const known = random.int(100, 1_400);
        const { name, domain, industry, employees } = firm;
        const company = build.company({
            name,
            domain,
            industry,
            employees: random.chance(0.85) ? employees : null,
            createdAt: build.ago(known),
            updatedAt: build.ago(random.int(0, known - 1))
        });
        return [
            domain,
            company.id
        ];
    }));
    const written = people.map((person)=>{
        build.identity(person.id, 'person', [
            ...person.cases
        ]);
        return (0, _recordwriters.unwritten)(person);
    });
    const house = {
        owners,
        companyIdOf: (domain)=>companyIds.get(domain) ?? null
    };
    for (const one of written)if (one.person.systems.crm) one.contact = (0, _recordwriters.writeContact)(build, random, one.person, house);
    // Backwards: in a family the CRM then knows one of them by the common address, and the helpdesk another one.
    for (const one of written.toReversed())if (one.person.systems.helpdesk) one.user = (0, _recordwriters.writeUser)(build, random, one.person, one.contact);
    for (const one of written)if (one.person.systems.billing) one.customer = (0, _recordwriters.writeCustomer)(build, random, one.person);
    for (const one of written)(0, _stories.tellStory)(build, random, one);
    return written;
}
