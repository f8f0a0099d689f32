// The sandbox's own small source of chance (mulberry32): one seed, one world, on every machine. Not for secrets.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "createRandom", {
    enumerable: true,
    get: function() {
        return createRandom;
    }
});
function createRandom(seed) {
    let state = seed >>> 0;
    const next = ()=>{
        state = state + 0x6d2b79f5 >>> 0;
        let t = state;
        t = Math.imul(t ^ t >>> 15, t | 1);
        t ^= t + Math.imul(t ^ t >>> 7, t | 61);
        return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
    };
    const int = (from, to)=>from + Math.floor(next() * (to - from + 1));
    return {
        next,
        int,
        chance: (share)=>next() < share,
        pick: (items)=>items[int(0, items.length - 1)] ?? items[0],
        sample: (items, count)=>items.map((item)=>({
                    item,
                    order: next()
                })).sort((a, b)=>a.order - b.order).slice(0, count).map(({ item })=>item),
        weighted: (weights)=>{
            const entries = Object.entries(weights);
            let left = next() * entries.reduce((sum, [, weight])=>sum + weight, 0);
            const found = entries.find(([, weight])=>(left -= weight) < 0) ?? entries[0];
            // Object.entries forgets that the keys of `weights` are K.
            return Object.keys(weights).find((key)=>key === found?.[0]) ?? Object.keys(weights)[0];
        }
    };
}
