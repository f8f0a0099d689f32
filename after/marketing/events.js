// What a profile did: mail and text messages received, opened and clicked, the mail that bounced or made them leave, and the
// answers to surveys. A handful for each profile, in step with the plot; lists and segments follow from it.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "tellMarketing", {
    enumerable: true,
    get: function() {
        return tellMarketing;
    }
});
const _surveytexts = require("./survey-texts");
function tellMarketing(telling, spent) {
    const { random, plot, written } = telling;
    if (written.bouncedDays !== null) tellBounce(telling);
    const active = tellMails(telling);
    tellTexts(telling);
    const score = random.chance(plot === 'lead' ? 0.03 : 0.16) ? tellSurvey(telling) : null;
    sortIn(telling, {
        active,
        spent,
        unhappy: score !== null && score <= 2
    });
}
/** Of the campaigns that reached them some; answers whether they opened one within 90 days. */ function tellMails(telling) {
    const { build, random, house, plot, written } = telling;
    const { profile, saidDays, sinceDays, bouncedDays } = written;
    if (profile.email === null || saidDays === null) return false;
    const stayedUntil = profile.emailConsent.state === 'UNSUBSCRIBED' ? saidDays : 0;
    // Two days for opening it.
    const reached = house.emails.filter(({ age })=>age < sinceDays && age > 2 + Math.max(stayedUntil, bouncedDays ?? 0));
    const keen = plot === 'happy' || plot === 'prospect' ? 0.62 : plot === 'churned' ? 0.15 : 0.42;
    let active = false;
    for (const sent of random.sample(reached, random.int(3, 9))){
        tellOf(telling, 'Received Email', sent, random.next() * 0.05);
        if (!random.chance(keen)) continue;
        const opened = 0.06 + random.next() * 1.6;
        tellOf(telling, 'Opened Email', sent, opened);
        active ||= sent.age - opened < 90;
        if (random.chance(0.35)) tellOf(telling, 'Clicked Email', sent, opened + 0.005);
    }
    const [last] = reached;
    if (profile.emailConsent.state === 'UNSUBSCRIBED' && profile.emailConsent.at !== null) {
        const campaignId = last?.campaign.id ?? null;
        build.marketing.event(profile, {
            metric: 'Unsubscribed from Email Marketing',
            at: profile.emailConsent.at,
            campaignId
        });
        if (last !== undefined && random.chance(0.04)) complain(telling, profile.emailConsent.at, last);
    }
    return active;
}
/** They took the mail for spam in the end, and get none any more. */ function complain({ build, written: { profile } }, at, { campaign }) {
    build.marketing.event(profile, {
        metric: 'Marked Email as Spam',
        at,
        campaignId: campaign.id
    });
    profile.suppressed ??= {
        reason: 'SPAM_COMPLAINT',
        at
    };
}
function tellTexts(telling) {
    const { random, house, written } = telling;
    if (written.profile.smsConsent.state !== 'SUBSCRIBED') return;
    for (const sent of house.texts.filter(({ age })=>age < written.sinceDays).slice(0, random.int(1, 3))){
        tellOf(telling, 'Received SMS', sent, random.next() * 0.01);
        if (random.chance(0.25)) tellOf(telling, 'Clicked SMS', sent, 0.02 + random.next());
    }
}
function tellBounce({ build, house, written: { profile } }) {
    if (profile.suppressed === null) return;
    const { at } = profile.suppressed;
    const sent = house.emails.find(({ campaign })=>campaign.sentAt <= at);
    build.marketing.event(profile, {
        metric: 'Bounced Email',
        at,
        campaignId: sent?.campaign.id ?? null
    });
}
function tellOf({ build, written }, metric, { campaign, age }, daysAfter) {
    build.marketing.event(written.profile, {
        metric,
        campaignId: campaign.id,
        at: build.ago(Math.max(0, age - daysAfter))
    });
}
/** Answers the score out of five. */ function tellSurvey({ build, random, plot, written: { profile, sinceDays } }) {
    const unhappy = plot === 'angry' || plot === 'churned';
    const score = unhappy ? random.int(1, 3) : plot === 'late' ? random.int(2, 4) : random.int(3, 5);
    const comment = random.chance(0.5) ? random.pick(score <= 2 ? _surveytexts.SURVEY_BLAME : _surveytexts.SURVEY_PRAISE) : null;
    const scaleMax = random.pick([
        5,
        5,
        5,
        10
    ]);
    const rating = {
        score: score * (scaleMax / 5),
        scaleMax,
        comment: score === 3 ? null : comment
    };
    build.marketing.event(profile, {
        metric: 'Submitted Survey',
        at: build.ago(random.next() * Math.min(sinceDays, 300)),
        rating
    });
    return score;
}
function sortIn({ random, house: { lists, segments }, plot, written: { profile } }, { active, spent, unhappy }) {
    const customer = plot !== 'lead' && plot !== 'prospect';
    if (profile.emailConsent.state === 'SUBSCRIBED') {
        profile.listIds.push(lists.newsletter);
        if (customer) profile.listIds.push(lists.product);
        if (random.chance(0.15)) profile.listIds.push(lists.events);
    }
    if (active) profile.segmentIds.push(segments.active);
    if (plot === 'churned') profile.segmentIds.push(segments.winBack);
    if (spent > 1_500) profile.segmentIds.push(segments.bigSpenders);
    if (unhappy || plot === 'angry' || plot === 'late' && random.chance(0.3)) profile.segmentIds.push(segments.atRisk);
}
