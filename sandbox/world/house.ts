// The pretend company's own people: the owners of CRM contacts and deals.
import type { CrmOwner } from './story';
import type { WorldBuilder } from './world-builder';

/** The same ones in every world, the first being the owner of the first showcase person. */
export function hireOwners(build: WorldBuilder): [CrmOwner, ...CrmOwner[]] {
  const owner = (firstName: string, lastName: string): CrmOwner =>
    build.owner({ firstName, lastName, email: `${firstName}.${lastName}@lumenfield.example.com`.toLowerCase() });
  return [owner('Mara', 'Weiss'), owner('Tomas', 'Novak'), owner('Ines', 'Duarte'), owner('Oliver', 'Grant'), owner('Haruka', 'Mori')];
}
