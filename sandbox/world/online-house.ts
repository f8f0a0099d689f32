// What the house itself has in shop and marketing before any customer comes: its staff, lists, segments and campaigns.
import { planCampaigns, type MarketingHouse } from './marketing/campaigns';
import type { ShopStaff } from './shop-story';
import type { CrmOwner } from './story';
import type { WorldBuilder } from './world-builder';

export interface OnlineHouse {
  staff: ShopStaff[];
  marketing: MarketingHouse;
}

/** The staff of the shop, who are the owners of the CRM, and the house's campaigns: the same ones in every world. */
export function openOnlineSystems(build: WorldBuilder, owners: readonly CrmOwner[]): OnlineHouse {
  const staff = owners.map(({ email, firstName, lastName }) => build.shop.staff({ email, firstName, lastName }));
  return { staff, marketing: planCampaigns(build) };
}
