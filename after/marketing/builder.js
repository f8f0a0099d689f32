// Collects the records of the marketing system and gives each its id. It knows that system's own rules (one profile for an
// address and one for a number, at most) and nothing of people or plots.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "createMarketingBuilder", {
    enumerable: true,
    get: function() {
        return createMarketingBuilder;
    }
});
/** Crockford's 32 letters, of which ULIDs are made. */ const ULID_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
function createMarketingBuilder(book, marketing) {
    const taken = new Set();
    const claim = (contactPoint)=>{
        const point = contactPoint?.toLowerCase() ?? '';
        if (point === '' || taken.has(point)) return null;
        taken.add(point);
        return point;
    };
    const ulid = (kind)=>`01H${book.nextCode(kind, ULID_LETTERS, 23)}`;
    return {
        list: (name)=>{
            const id = book.nextCode('list', LETTERS, 6);
            marketing.lists.push({
                id,
                name
            });
            return id;
        },
        segment: (name)=>{
            const id = book.nextCode('segment', LETTERS, 6);
            marketing.segments.push({
                id,
                name
            });
            return id;
        },
        campaign: (told)=>{
            const campaign = {
                ...told,
                id: ulid('campaign')
            };
            marketing.campaigns.push(campaign);
            return campaign;
        },
        isTaken: (contactPoint)=>taken.has(contactPoint.toLowerCase()),
        profile: (told)=>{
            const id = ulid('profile');
            book.know(told.person, `klaviyo:profile:${id}`, false);
            const profile = {
                ...{
                    externalId: null,
                    firstName: null,
                    lastName: null,
                    organization: null,
                    title: null
                },
                ...{
                    city: null,
                    postalCode: null,
                    country: null,
                    locale: null
                },
                emailConsent: {
                    state: 'NEVER_SUBSCRIBED',
                    at: null,
                    method: null
                },
                smsConsent: {
                    state: 'NEVER_SUBSCRIBED',
                    at: null,
                    method: null
                },
                ...{
                    suppressed: null,
                    listIds: [],
                    segmentIds: [],
                    updatedAt: told.createdAt,
                    lastEventAt: null,
                    custom: {}
                },
                ...told,
                ...{
                    id,
                    email: claim(told.email),
                    phone: claim(told.phone)
                }
            };
            marketing.profiles.push(profile);
            return profile;
        },
        event: (profile, told)=>{
            const event = {
                campaignId: null,
                rating: null,
                ...told,
                profileId: profile.id,
                id: book.nextCode('event', LETTERS, 11)
            };
            marketing.events.push(event);
            if (profile.lastEventAt === null || profile.lastEventAt < event.at) profile.lastEventAt = event.at;
            if (profile.updatedAt < event.at) profile.updatedAt = event.at;
            return event;
        }
    };
}
