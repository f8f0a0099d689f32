// HubSpot's error bodies. Documented at https://developers.hubspot.com/docs/api/error-handling and
// https://developers.hubspot.com/docs/api/usage-details; wording as seen in answers of the real API.
import { randomUUID } from 'node:crypto';
import type { VendorAnswer } from '../../http/message';

/** @param more further members of the body, such as `errors` or `context`. */
export function toHubspotError(status: number, category: string, message: string, more: Record<string, unknown> = {}): VendorAnswer {
  return { status, body: { status: 'error', message, correlationId: randomUUID(), category, ...more } };
}

/** 400 VALIDATION_ERROR. */
export function invalid(message: string, more: Record<string, unknown> = {}): VendorAnswer {
  return toHubspotError(400, 'VALIDATION_ERROR', message, more);
}

/** 404 as for a single record that does not exist. */
export function notFound(): VendorAnswer {
  return toHubspotError(404, 'OBJECT_NOT_FOUND', 'resource not found');
}

/** 401, for a missing and for a wrong token alike. */
export function unauthorised(): VendorAnswer {
  return toHubspotError(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
  );
}

/** 429. @param policy the limit that was passed. */
export function tooManyRequests(policy: string, retryAfterSeconds: number | null): VendorAnswer {
  return {
    ...toHubspotError(429, 'RATE_LIMITS', `You have reached your ${policy.toLowerCase()} limit.`, {
      errorType: 'RATE_LIMIT',
      policyName: policy,
      groupName: 'publicapi:private-app:api-calls',
      requestId: randomUUID(),
    }),
    headers: retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
  };
}

/** 403 for a token whose app lacks a scope. https://developers.hubspot.com/docs/apps/legacy-apps/authentication/scopes */
export function missingScopes(): VendorAnswer {
  const message =
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.";
  return toHubspotError(403, 'MISSING_SCOPES', message, { links: { scopes: 'https://developers.hubspot.com/scopes' } });
}
