// What the house asks for its goods in each country: prices made in euros and put into the country's own currency, roughly.
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
    get inEuros () {
        return inEuros;
    },
    get priceIn () {
        return priceIn;
    },
    get smallestUnits () {
        return smallestUnits;
    }
});
const PER_EURO = {
    ...{
        EUR: 1,
        USD: 1.1,
        GBP: 0.9,
        BRL: 6,
        JPY: 160,
        CNY: 8
    },
    ...{
        KRW: 1_500,
        SEK: 11,
        PLN: 4.3,
        INR: 95
    }
};
function priceIn({ currency, decimals }, euros) {
    const price = euros * (PER_EURO[currency] ?? 1);
    if (decimals === 0) return Math.round(price / 100) * 100;
    return price < 200 ? Math.floor(price) + 0.9 : Math.round(price);
}
function inEuros(amount, currency) {
    return amount / (PER_EURO[currency] ?? 1);
}
function smallestUnits(price, decimals) {
    return Math.round(price * 10 ** decimals);
}
