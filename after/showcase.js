// Named people with full stories, told first and without chance: the same records with the same ids in every world. Each
// shows one thing the product must get right. sandbox/README.md lists them.
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
    get SHOWCASE_COUNT () {
        return SHOWCASE_COUNT;
    },
    get SHOWCASE_PHONES () {
        return SHOWCASE_PHONES;
    },
    get tellShowcase () {
        return tellShowcase;
    }
});
const _ada = require("./showcase/ada");
const _adaonline = require("./showcase/ada-online");
const _notoneperson = require("./showcase/not-one-person");
const _othersonline = require("./showcase/others-online");
const _spellings = require("./showcase/spellings");
const SHOWCASE_COUNT = 10;
const SHOWCASE_PHONES = new Set([
    ...[
        '+442079460501',
        '+447455550501',
        '+493023125017',
        '+447455550612',
        '+819055508801',
        '+46846500421'
    ],
    ...[
        '+5511975559901',
        '+551175559901',
        '+33199001717',
        '+13125550182',
        '+491713920077',
        '+494066969300'
    ]
]);
function tellShowcase(build, owners, online) {
    const ownerId = owners[0]?.id ?? null;
    (0, _ada.tellAda)(build, ownerId);
    (0, _spellings.tellJuergen)(build, ownerId);
    (0, _spellings.tellRobert)(build, ownerId);
    (0, _spellings.tellMisaki)(build);
    (0, _notoneperson.tellLindqvists)(build);
    (0, _spellings.tellJoao)(build, ownerId);
    (0, _notoneperson.tellBrigitte)(build);
    (0, _notoneperson.tellTheTwoKowalskis)(build);
    (0, _notoneperson.tellNordlicht)(build);
    (0, _adaonline.tellAdaOnline)(build, online);
    (0, _othersonline.tellOthersOnline)(build, online);
}
