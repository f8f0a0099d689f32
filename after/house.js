// The pretend company's own people: the owners of CRM contacts and deals.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "hireOwners", {
    enumerable: true,
    get: function() {
        return hireOwners;
    }
});
function hireOwners(build) {
    const owner = (firstName, lastName)=>build.owner({
            firstName,
            lastName,
            email: `${firstName}.${lastName}@lumenfield.example.com`.toLowerCase()
        });
    return [
        owner('Mara', 'Weiss'),
        owner('Tomas', 'Novak'),
        owner('Ines', 'Duarte'),
        owner('Oliver', 'Grant'),
        owner('Haruka', 'Mori')
    ];
}
