// What `additional-fields[profile]=subscriptions` adds to a profile: its consent by channel and the suppression of its address.
// https://developers.klaviyo.com/en/reference/get_profile, https://developers.klaviyo.com/en/docs/collect_email_and_sms_consent_via_api
import type { MarketingConsent, MarketingProfile } from '../../world/marketing-story';
import { toInstant } from './documents';

const NEVER = { consent: 'NEVER_SUBSCRIBED', consent_timestamp: null, last_updated: null };

export function toSubscriptions(profile: MarketingProfile): Record<string, unknown> {
  const suppression = suppressionsOf(profile);
  const { emailConsent, smsConsent } = profile;
  return {
    email: {
      marketing: {
        // Documented: true if the profile has no global suppression.
        can_receive_email_marketing: suppression.length === 0,
        ...toConsent(emailConsent),
        method: emailConsent.method,
        method_detail: null,
        custom_method_detail: null,
        double_optin: emailConsent.state === 'SUBSCRIBED' ? false : null,
        suppression,
        list_suppressions: [],
      },
    },
    sms: {
      marketing: {
        can_receive_sms_marketing: smsConsent.state === 'SUBSCRIBED',
        ...toConsent(smsConsent),
        method: smsConsent.method,
        method_detail: null,
      },
      transactional: { can_receive_sms_transactional: false, ...NEVER, method: null, method_detail: null },
    },
    mobile_push: { marketing: { can_receive_push_marketing: false, consent: 'NEVER_SUBSCRIBED', consent_timestamp: null } },
  };
}

function toConsent({ state, at }: MarketingConsent) {
  const instant = at === null ? null : toInstant(at);
  return { consent: state, consent_timestamp: instant, last_updated: instant };
}

/** Whoever unsubscribed is suppressed for it; the world says what else there is. */
export function suppressionsOf({ emailConsent, suppressed, updatedAt }: MarketingProfile): { reason: string; timestamp: string }[] {
  const unsubscribed = emailConsent.state === 'UNSUBSCRIBED';
  return [
    ...(suppressed === null ? [] : [{ reason: suppressed.reason, timestamp: toInstant(suppressed.at) }]),
    ...(unsubscribed ? [{ reason: 'UNSUBSCRIBE', timestamp: toInstant(emailConsent.at ?? updatedAt) }] : []),
  ];
}
