// Named people with full stories, told first and without chance: the same records with the same ids in every world. Each
// shows one thing the product must get right. sandbox/README.md lists them.
import { tellAda } from './showcase/ada';
import { tellAdaOnline } from './showcase/ada-online';
import { tellBrigitte, tellLindqvists, tellNordlicht, tellTheTwoKowalskis } from './showcase/not-one-person';
import { tellOthersOnline } from './showcase/others-online';
import { tellJoao, tellJuergen, tellMisaki, tellRobert } from './showcase/spellings';
import type { CrmOwner } from './story';
import type { OnlineHouse } from './online-house';
import type { WorldBuilder } from './world-builder';

export const SHOWCASE_COUNT = 10;

/** Their numbers, which nobody else may be given. */
export const SHOWCASE_PHONES: ReadonlySet<string> = new Set([
  ...['+442079460500', '+442079460501', '+447455550501', '+493023125017', '+447455550612', '+819055508801', '+46846500421'],
  ...['+5511975559901', '+551175559901', '+33199001717', '+13125550182', '+491713920077', '+494066969300'],
]);

/** Adds them; call before anything else is added, as their ids come of the order. */
export function tellShowcase(build: WorldBuilder, owners: readonly CrmOwner[], online: OnlineHouse): void {
  const ownerId = owners[0]?.id ?? null;
  tellAda(build, ownerId);
  tellJuergen(build, ownerId);
  tellRobert(build, ownerId);
  tellMisaki(build);
  tellLindqvists(build);
  tellJoao(build, ownerId);
  tellBrigitte(build);
  tellTheTwoKowalskis(build);
  tellNordlicht(build);
  tellAdaOnline(build, online);
  tellOthersOnline(build, online);
}
