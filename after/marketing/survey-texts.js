// What people write below a survey. Data only.
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
    get SURVEY_BLAME () {
        return SURVEY_BLAME;
    },
    get SURVEY_PRAISE () {
        return SURVEY_PRAISE;
    }
});
const SURVEY_PRAISE = [
    'Set up in an hour, no trouble since.',
    'The alarms saved a whole delivery.',
    'Good value. Batteries could last longer.',
    'Would buy again.'
];
const SURVEY_BLAME = [
    'Still waiting for my parcel.',
    'The gateway drops out every week.',
    'Support took days to answer.',
    'Too dear for what it does.'
];
