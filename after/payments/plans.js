// What is billed by subscription: the monitoring service. Data only.
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
    get DECLINES () {
        return DECLINES;
    },
    get PLANS () {
        return PLANS;
    }
});
const PLANS = [
    {
        name: 'Relay Basic',
        price: 29
    },
    {
        name: 'Relay Basic',
        price: 29
    },
    {
        name: 'Relay Pro',
        price: 79
    },
    {
        name: 'Relay Fleet',
        price: 249
    }
];
const DECLINES = [
    'Your card was declined.',
    'Your card has insufficient funds.',
    'Your card has expired.'
];
