// The teammate whose token it is: what `/me` says, and who writes what a token writes.
import type { Route } from '../../http/message';
import { WORKSPACE_ID } from './contacts';
import { adminShape } from './shapes';

export const TEAMMATE_ID = '9001';

/** https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/admins/identifyadmin: how a client tries its token. */
export function createTeammateRoute(now: string): Route {
  return {
    method: 'GET',
    path: '/me',
    shape: adminShape,
    handle: () => ({
      status: 200,
      body: {
        ...{ type: 'admin', id: TEAMMATE_ID, name: `Teammate ${TEAMMATE_ID}`, email: `teammate-${TEAMMATE_ID}@sandbox.example.com` },
        ...{ email_verified: true, has_inbox_seat: true, away_mode_enabled: false, away_mode_reassign: false, team_ids: [] },
        avatar: { type: 'avatar', image_url: 'https://static.example.com/avatar.png' },
        app: {
          ...{ type: 'app', id_code: WORKSPACE_ID, name: 'The house', created_at: Math.floor(Date.parse(now) / 1_000) - 86_400 * 900 },
          ...{ secure: false, identity_verification: false, timezone: 'Europe/Berlin', region: 'EU' },
        },
      },
    }),
  };
}
